"""Phone numbers in templates."""

from django import template

from clinic.content.numbers_to_call import in_one_piece

register = template.Library()
register.filter(in_one_piece)
