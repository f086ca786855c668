"""`manage.py import_site SOURCE`: the plan, then the drafts, one line each; broken off it goes on."""

import io

import pytest
from django.core.management import CommandError, call_command

from faq.models import TopicPage
from home.site_import import drafting
from home.site_import.models import SiteImport
from tests.home.site_import.small_site import given

pytestmark = pytest.mark.django_db
__all__ = ["given"]


def run(*arguments, **options):
    out = io.StringIO()
    call_command("import_site", "ash.zip", *arguments, stdout=out, **options)
    return out.getvalue()


def test_a_dry_run_prints_the_plan_and_leaves_nothing(given):
    out = run(dry_run=True)
    assert "The plan: 2 topics, 1 service, 2 standard pages, 4 left out, 1 only leads on." in out
    assert "http://www.ash.example/tag/knees/  – It is a list that the old site made of other pages." in out
    assert not TopicPage.objects.exists() and not SiteImport.objects.exists()


def test_drafts_come_with_one_line_each_and_details_in_a_file(given):
    out = run()
    assert "Made: 5 drafts. Nothing is published." in out
    line = next(line for line in out.splitlines() if line.startswith("Topic “Knee pain”"))
    assert "1 short answer, 1 question, 2 statements, 1 picture, 2 links" in line and "/admin/pages/" in line
    assert "Please note:" not in out
    report = out.partition("The details of each page: ")[2].splitlines()[0]
    with open(report) as file:
        assert "Please note:" in file.read()
    assert "5 old addresses without a successor" in out


def test_details_are_printed_if_asked_for(given):
    assert "Please note:" in run(details=True)


def test_broken_off_it_keeps_what_was_made_and_goes_on(given, monkeypatch):
    make, made = drafting.Drafting.make, []

    def some(self, row):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(row)
        make(self, row)

    monkeypatch.setattr(drafting.Drafting, "make", some)
    with pytest.raises(CommandError, match="give the same command again"):
        run()
    assert SiteImport.objects.get().rows.exclude(page=None).count() == 2
    monkeypatch.setattr(drafting.Drafting, "make", make)
    assert "Made: 5 drafts." in run()
    assert SiteImport.objects.count() == 1 and TopicPage.objects.count() == 2


def test_a_source_that_is_none_is_one_sentence():
    with pytest.raises(CommandError, match="There is no file or folder"):
        run()
