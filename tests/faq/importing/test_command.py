"""`manage.py import_topic FILE... [--under PAGE] [--language CODE] [--dry-run]`."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page

from clinic.archive.translating import begin
from clinic.content.models import ClinicImage
from faq.models import FaqIndexPage, TopicPage
from tests import builders as build
from tests.faq.documents import picture, sample

pytestmark = pytest.mark.django_db
SAMPLE = "tests/faq/samples/does-crps-spread.docx"


def run(*files, **options):
    """What it prints, and what it complains about."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_topic", *map(str, files), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_it_makes_a_draft_and_reports():
    out, err = run(SAMPLE)
    page = TopicPage.objects.get()
    assert not page.live and not err
    assert f"Now a draft, to be edited at http://localhost:8001/admin/pages/{page.pk}/edit/" in out
    assert "Kept: 3 questions, 10 statements, 1 link." in out
    assert "    - This has no side effects." in out


def test_a_dry_run_says_the_same_and_changes_nothing():
    out, _ = run(SAMPLE, dry_run=True)
    assert "Would become a draft." in out and "Kept: 3 questions" in out
    assert not TopicPage.objects.exists()


def test_a_bad_file_keeps_none_of_the_others_back(tmp_path):
    (tmp_path / "bad.docx").write_bytes(b"PK nonsense")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "sleep.md").write_text("# Sleep\n\nRest.\n")
    out, err = run(tmp_path / "bad.docx", tmp_path / "empty.txt", tmp_path / "sleep.md")
    assert [page.title for page in TopicPage.objects.all()] == ["Sleep"]
    assert "“bad.docx” is damaged" in err and "“empty.txt” is empty." in err
    assert err.endswith("2 of 3 files could not be imported.")


def test_the_exit_code_is_one_if_any_file_failed(tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("import_topic", SAMPLE, str(tmp_path / "gone.txt"), stdout=io.StringIO(), stderr=io.StringIO())
    assert error.value.returncode == 1


def test_what_is_no_file_is_said_plainly(tmp_path):
    (tmp_path / "large.txt").write_bytes(b"a" * 10_500_000)
    _, err = run(tmp_path / "gone.txt", tmp_path, tmp_path / "large.txt", "a\0b.txt", "x" * 5000)
    assert "There is no file “gone.txt”" in err and "is not a file." in err and "larger than 10 MB" in err
    assert err.endswith("5 of 5 files could not be imported.")


def test_pictures_in_the_documents_folder_come_along(tmp_path):
    (tmp_path / "hand.png").write_bytes(picture())
    (tmp_path / "sleep.md").write_text("# Sleep\n\nRest.\n\n![A hand](hand.png)\n")
    run(tmp_path / "sleep.md")
    assert ClinicImage.objects.get().description == "A hand"


@pytest.mark.parametrize("how", ["id", "slug", "path"])
def test_the_page_above_is_given_by_number_slug_or_path(how):
    index = build.faq_index()
    run(SAMPLE, under={"id": str(index.pk), "slug": "faq", "path": "/faq/"}[how])
    assert TopicPage.objects.get().get_parent().pk == index.pk


def test_a_page_that_is_not_there_is_named_with_those_that_are():
    index = build.faq_index()
    for under in ("questions", "9999", "/", str(build.home_page().pk), "9" * 400):
        _, err = run(SAMPLE, under=under)
        assert f"There is: {index.pk} (/faq/, en)." in err
    assert not TopicPage.objects.exists()


def test_several_pages_need_a_choice():
    index = build.faq_index()
    second = FaqIndexPage(title="More answers", slug="more", live=False)
    build.home_page().add_child(instance=second)
    _, err = run(SAMPLE)
    known = f"{index.pk} (/faq/, en), {second.pk} (/more/, en)"
    assert err == f"Say with --under or --language which page the topics belong under: {known}."
    run(SAMPLE, under="more")
    assert TopicPage.objects.get().get_parent().pk == second.pk


@pytest.fixture
def spanish_index():
    return begin(build.faq_index(), Locale.objects.get(language_code="es"), None)[-1]


def test_with_a_page_in_each_language_none_is_taken_for_granted(spanish_index):
    _, err = run(SAMPLE)
    assert err.startswith("Say with --under or --language which page the topics belong under:")
    assert f"{spanish_index.pk} (/es/faq/, es)" in err
    assert not TopicPage.objects.exists()


@pytest.mark.parametrize("language", ["es", "ES"])
def test_the_language_chooses_the_page(spanish_index, language):
    run(SAMPLE, language=language)
    topic = TopicPage.objects.get()
    assert topic.get_parent().pk == spanish_index.pk
    assert topic.locale.language_code == "es"


def test_a_language_without_a_page_is_named_with_those_that_have_one():
    _, err = run(SAMPLE, language="es")
    assert err == f"No page for topics is called “es”. There is: {build.faq_index().pk} (/faq/, en)."


def test_without_any_page_it_says_how_to_make_one():
    Page.objects.filter(pk=build.faq_index().pk).update(live=False, first_published_at=None)
    build.faq_index().delete()
    assert "python manage.py bootstrap" in run(SAMPLE)[1]


def test_the_samples_are_what_the_clinic_gave():
    assert sample("does-crps-spread.txt").decode().splitlines()[0] == "Does CRPS Spread?"
