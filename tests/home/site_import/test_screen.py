"""The screen "Import a website": give it, look at the plan, choose, make drafts, see what became of each page."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from faq.models import TopicPage
from home.models import ServicePage, StandardPage
from home.site_import.models import SiteImport, Stage
from tests.home.site_import.small_site import given, moved_in, planned, rows
from tests.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db
__all__ = ["given"]
SCREEN = "/admin/import-site/"


def upload(client, name="ash.zip", **more):
    return client.post(SCREEN, {"site": SimpleUploadedFile(name, b"PK"), **more})


def do_all_jobs():
    while any(site.is_working for site in SiteImport.objects.all()):
        do_waiting_jobs()


def choices(page, **changed):
    """What the form of a plan posts; `changed` by the path of the old address: {field: value}."""
    form = page.context["table"].data
    posted = {"act": "save"}
    for one in form:
        row = one.row
        if not row.page_id and not row.is_split:
            posted[f"{row.pk}-becomes"] = row.becomes
        for field, value in changed.get(row.address, {}).items() if not row.part else ():
            posted[f"{row.pk}-{field}"] = value
    return posted


def test_a_writer_gives_a_zip_looks_at_the_plan_and_makes_drafts(staff, given):
    writer = staff("writer")
    screen = upload(writer).url
    assert "Being read" in writer.get(screen).content.decode()
    do_all_jobs()
    page = writer.get(screen).content.decode()
    assert "This is the plan: 2 topics, 1 service, 2 standard pages, 4 left out, 1 only leads on." in page
    assert "It stood among the services." in page and "http://www.ash.example/knee/" in page
    assert not TopicPage.objects.exists()
    writer.post(screen, choices(writer.get(screen)) | {"act": "draft"})
    do_all_jobs()
    page = writer.get(screen).content.decode()
    assert "5 pages of “ash.zip” became drafts. Nothing is published." in page
    for draft in [*TopicPage.objects.all(), *ServicePage.objects.all(), *StandardPage.objects.all()]:
        assert f'href="/admin/pages/{draft.pk}/edit/"' in page and not draft.live and draft.owner == writer.user
    assert page.count('<details class="site-import__details">') == 5
    assert not SiteImport.objects.get().folder.exists()


def test_old_addresses_without_a_new_page_come_as_a_table(staff, given):
    site = moved_in()
    answer = staff("writer").get(f"{SCREEN}{site.pk}/addresses/")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "Old address,Why nothing stands for it" and len(lines) == 6
    assert "http://www.ash.example/film.mp4,It is a film." in lines


def test_pages_are_told_in_another_split_and_become_something_else(staff, given):
    site, writer = planned(), staff("writer")
    screen, found = f"{SCREEN}{site.pk}/", rows(site)
    host = "http://www.ash.example"
    knee, hip = found["/knee/"], found["/hip-again/"]
    writer.post(
        screen,
        choices(
            writer.get(screen),
            **{
                f"{host}/about-us/": {"becomes": "nothing"},
                f"{host}/hip-again/": {"into": str(knee.place)},
                f"{host}/services/injections/": {"split": "on"},
            },
        ),
    )
    writer.post(
        screen,
        {
            "act": "draft",
            **choices(
                writer.get(screen),
                **{f"{host}/hip-again/": {"into": str(knee.place)}, f"{host}/services/injections/": {"split": "on"}},
            ),
        }
        | {"act": "draft"},
    )
    do_all_jobs()
    topics = {topic.title: topic for topic in TopicPage.objects.all()}
    assert set(topics) == {"Knee pain", "Joint injections", "Who is it for?", "Risks", "What to expect"}
    asked = [one.value["question"] for one in topics["Knee pain"].questions]
    assert asked == ["Why does it hurt?", "Hip pain again"]
    hip.refresh_from_db()
    assert hip.page is None and not ServicePage.objects.exists()
    assert [page.title for page in StandardPage.objects.all()] == ["Welcome to Ash Clinic"]


@pytest.mark.parametrize("number", ["self", "999", "left out"])
def test_a_page_cannot_be_told_where_there_is_none(staff, given, number):
    site, writer = planned(), staff("writer")
    found = rows(site)
    number = {"self": found["/knee/"].place, "left out": found["/empty/"].place}.get(number, number)
    screen = f"{SCREEN}{site.pk}/"
    changed = {"http://www.ash.example/knee/": {"into": str(number)}}
    answer = writer.post(screen, choices(writer.get(screen), **changed) | {"act": "draft"})
    assert "Some choices cannot be kept" in answer.content.decode()
    site.refresh_from_db()
    assert site.stage == Stage.PLANNED and rows(site)["/knee/"].into is None


def test_it_can_be_stopped_and_gone_on_with(staff, given):
    writer = staff("writer")
    screen = upload(writer).url
    writer.post(screen, {"act": "stop"})
    do_waiting_jobs()
    assert "(stopped)" in writer.get(screen).content.decode() and not SiteImport.objects.get().rows.exists()
    writer.post(screen, {"act": "again"})
    do_all_jobs()
    assert "This is the plan" in writer.get(screen).content.decode()


def test_a_site_that_cannot_be_read_says_so_and_can_be_tried_again(staff):
    writer = staff("writer")
    screen = upload(writer).url
    do_all_jobs()
    page = writer.get(screen).content.decode()
    assert "cannot be opened as a zip" in page and "Try again" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose a file or write an address"),
        ({"address": "/etc/passwd"}, "Enter a valid URL"),
        ({"address": "file:///etc/passwd"}, "Enter a valid URL"),
        ({"site": SimpleUploadedFile("a.rar", b"x")}, "“a.rar” is not a file of this kind"),
        ({"site": SimpleUploadedFile("a.zip", b"x"), "address": "https://old.example"}, "one of the two"),
    ],
)
def test_what_is_no_website_is_said(staff, fields, says):
    answer = staff("writer").post(SCREEN, fields)
    assert says in answer.content.decode() and not SiteImport.objects.exists()


def test_a_large_file_is_refused_by_a_sentence(staff, monkeypatch):
    monkeypatch.setattr("home.site_import.views.giving.MOST_BYTES", 1)
    assert "larger than 200 MB" in upload(staff("writer")).content.decode()


def test_only_who_may_add_topics_may_import_a_website(staff, given):
    site = planned()
    reviewer = staff("reviewer")
    for address in (SCREEN, f"{SCREEN}{site.pk}/", f"{SCREEN}{site.pk}/addresses/"):
        assert "Import a website" not in reviewer.get(address, follow=True).content.decode()
    assert SCREEN in staff("writer").get("/admin/").content.decode()
    assert staff("writer").get(f"{SCREEN}12345/").status_code == 404


def test_services_and_standard_pages_only_where_they_may_be_added(staff, given):
    from tests import builders as build

    group = Group.objects.get(name="Writer")
    permission = group.page_permissions.get(permission__codename="add_page")
    permission.page = build.faq_index()
    permission.save()
    writer = staff("writer")
    site = planned(writer.user)
    assert {row.becomes for row in site.rows.pages()} == {"topic", "nothing"}
    page = writer.get(f"{SCREEN}{site.pk}/").content.decode()
    assert '<option value="topic"' in page and '<option value="service"' not in page
