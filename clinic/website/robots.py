"""robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: everything may be read but search results; says where the sitemap is."""
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, content_type="text/plain")
