"""A shared link brings its title, a line, and a picture drawn from the page's own words."""

import io
import re
from html import unescape

import pytest
from django.conf import settings
from PIL import Image
from wagtail.models import PageViewRestriction

from clinic.website.seo import sharing
from clinic.website.seo.share_card import ShareCard
from tests import builders as build


def tags(patient, address):
    """`{property: content}` of the Open Graph and Twitter tags of a page."""
    page = patient.get(address).content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def picture_at(patient, url):
    """The path of the picture that a page names, and the answer there."""
    path = "/share/" + url.partition("/share/")[2]
    return path, patient.get(path)


def opened(response):
    return Image.open(io.BytesIO(response.content))


@pytest.mark.django_db
def test_a_link_brings_title_line_and_picture(patient):
    build.details(name="Riverside")
    build.topic()
    found = tags(patient, "/faq/what-is-crps/")
    assert found["og:title"] == found["twitter:title"] == "What is CRPS?"
    assert found["og:url"].endswith("/faq/what-is-crps/")
    assert found["og:description"].startswith("CRPS is a condition")
    assert found["og:site_name"] == "Riverside"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:image:alt"].startswith("What is CRPS? · Riverside · Checked by Dr Ruth Okafor on ")
    response = picture_at(patient, found["og:image"])[1]
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert opened(response).size == (1200, 630)
    assert "immutable" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/faq/a-z/", "/faq/how-we-know/", "/faq/subject/what-crps-is/", "/services/", "/"])
def test_the_title_is_the_heading_of_what_is_shown(patient, address):
    build.topic()
    page = patient.get(address).content.decode()
    heading = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1].strip())
    assert tags(patient, address)["og:title"] == heading


@pytest.mark.django_db
def test_other_words_have_a_picture_of_their_own_and_the_old_address_leads_there(patient):
    topic = build.topic()
    before, _ = picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])
    build.changed(topic, title="What is this CRPS?")
    after, _ = picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])
    assert after != before
    response = patient.get(before)
    assert (response.status_code, response["Location"]) == (302, after)


@pytest.mark.django_db
def test_one_picture_a_page_is_kept_on_the_disk(patient, monkeypatch):
    topic = build.topic()
    for title in ("What is CRPS?", "What is this CRPS?"):
        build.changed(topic, title=title)
        picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])
    [kept] = (settings.MEDIA_ROOT / "share").iterdir()
    monkeypatch.setattr(ShareCard, "png", lambda card: pytest.fail("drawn again"))
    path, response = picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])
    assert response.content == kept.read_bytes()
    monkeypatch.undo()
    monkeypatch.setattr(sharing, "MOST_KEPT", 1)
    picture_at(patient, tags(patient, "/services/")["og:image"])
    assert len([*(settings.MEDIA_ROOT / "share").iterdir()]) == 1


@pytest.mark.django_db
def test_a_disk_that_takes_nothing_keeps_nobody_from_the_picture(patient):
    settings.MEDIA_ROOT.parent.mkdir(exist_ok=True)
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    build.topic()
    response = picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])[1]
    assert opened(response).size == (1200, 630)


@pytest.mark.django_db
def test_drafts_private_and_withdrawn_pages_have_none(patient):
    topic = build.topic()
    path, _ = picture_at(patient, tags(patient, "/faq/what-is-crps/")["og:image"])
    restriction = PageViewRestriction.objects.create(page=topic, restriction_type="login")
    assert patient.get(path).status_code == 404
    restriction.delete()
    assert patient.get(path).status_code == 200
    topic.unpublish()
    assert patient.get(path).status_code == 404
    draft = build.topic("Not yet", live=False)
    assert patient.get(f"/share/{draft.pk}-000000000000.png").status_code == 404
    assert patient.get("/share/999999999999-0.png").status_code == 404
    assert patient.get("/share/1-0.png").status_code == 404


@pytest.mark.django_db
def test_search_and_errors_ask_for_none(patient):
    assert tags(patient, "/search/?q=pain") == {}
    assert tags(patient, "/no/such/page/") == {}


@pytest.mark.parametrize(
    "title",
    [
        "¿Puede el síndrome de dolor regional complejo extenderse a otra parte del cuerpo? Ñandú",
        "A very long title that goes on and on " * 20,
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 5,
        "متلازمة الألم الناحي المركب",
        "Pain 😀🔥 relief",
        "🔥",
        "Zażółć gęślą jaźń",
        "a\u200db\u0301\u202etxt\x00",
        "",
        "   ",
    ],
)
def test_any_title_makes_a_picture(title):
    drawn = ShareCard(title, title, title).png()
    assert Image.open(io.BytesIO(drawn)).size == (1200, 630)
    assert len(drawn) < 100_000


def test_the_words_are_in_the_picture():
    assert ShareCard("One", "Clinic").png() != ShareCard("Two", "Clinic").png()
    assert ShareCard("One", "Clinic", "Checked by A").png() != ShareCard("One", "Clinic").png()
    # A script that the face does not have is not drawn as empty boxes: the clinic's name stands there.
    assert ShareCard("متلازمة", "Clinic").png() == ShareCard("Clinic", "Clinic").png()
    assert ShareCard("Pain 😀", "Clinic").png() == ShareCard("Pain", "Clinic").png()
