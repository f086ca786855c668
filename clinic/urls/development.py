"""The addresses of this process while somebody develops it: those of the debug toolbar, and its own."""

from importlib import import_module

from debug_toolbar.toolbar import debug_toolbar_urls
from django.conf import settings

own = import_module(settings.OWN_ADDRESSES)

handler500 = own.handler500
urlpatterns = [*debug_toolbar_urls(), *own.urlpatterns]
