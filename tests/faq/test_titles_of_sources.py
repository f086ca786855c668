"""A source's title stays as it was printed; in a translation it says in which language that is."""

import pytest
from wagtail.models import Locale

from faq.models import Reference
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish():
    source = build.reference(title="Spreading of CRPS")
    copy = source.copy_for_translation(Locale.objects.get(language_code="es"))
    copy.save()
    return copy


def test_a_title_left_as_it_was_printed_tells_its_language(spanish):
    assert Reference.objects.get(pk=spanish.pk).lang_of_title == ' lang="en"'


def test_a_translated_title_and_one_of_the_first_language_need_no_mark(spanish):
    spanish.title = "La extensión del SDRC"
    spanish.save()
    assert spanish.lang_of_title == ""
    assert build.reference(title="Another").lang_of_title == ""
