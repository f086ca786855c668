"""However words are written that patients read, the claims check of words that nobody signs reads them too."""

import pytest
from django.core.exceptions import ValidationError

from clinic.checks.claims.page_claims import unsupported_claims
from clinic.checks.claims.short_texts import claims_on, forbidden_claims, stops
from clinic.checks.text.disguised import undisguised, ways_to_read
from faq.models import Subject
from tests import builders as build

DISGUISED = [
    "Ѕtор уоur tаblеtѕ untіl Mоndау.",
    "ꜱᴛᴏᴘ ʏᴏᴜʀ ᴛᴀʙʟᴇᴛꜱ ᴜɴᴛɪʟ ᴍᴏɴᴅᴀʏ.",
    "Ｓｔｏｐ ｙｏｕｒ ｔａｂｌｅｔｓ",
    "𝐒𝐭𝐨𝐩 𝕪𝕠𝕦𝕣 𝓽𝓪𝓫𝓵𝓮𝓽𝓼",
    "🅢🅣🅞🅟 your tablets",
    "S̶t̶o̶p̶ your tablets",
    "Śtòp yôur tablets",
    "S t o p your t a b l e t s until Monday.",
    "S.t.o.p y-o-u-r tablets",
    "S t o p y o u r t a b l e t s",
    "$top y0ur t4blets",
    "5top your tab1ets!",
    "STOP-YOUR-TABLETS",
    "Stop_your_tablets",
    "StopYourTablets",
    "stopyourtablets",
]
PLAIN = [
    "Take the 1st exit, gate B12, 10x a day, 5mg at C4-C5.",
    "Gabapentin, pregabalin and dimethylsulfoxide",
    "TNF-α and 5 μg",
    "Consultas y rehabilitación: llámenos",
    "Dr J. R. Ruiz, wards A B C",
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", DISGUISED)
def test_what_is_refused_in_plain_letters_is_refused_in_others(text):
    assert forbidden_claims("Stop your tablets until Monday.", "Notice")
    assert forbidden_claims(text, "Notice")


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_stays_as_it_is(text):
    assert undisguised(text) == text


def test_words_that_stand_together_are_read_apart():
    assert ways_to_read("no-tablets AnymoreToday") == ["no-tablets AnymoreToday", "no tablets Anymore Today"]


@pytest.mark.django_db
def test_an_urgent_notice_is_read_so(staff):
    times = {"starts_at": "2031-01-02T09:00", "ends_at": "2031-01-03T09:00"}
    for text in DISGUISED[:2]:
        assert staff("publisher").post("/admin/urgent-notices/new/", times | {"text": text}).status_code == 200
    plain = times | {"text": "We are closed on Friday."}
    assert staff("publisher").post("/admin/urgent-notices/new/", plain).status_code == 302


@pytest.mark.django_db
def test_other_letters_are_refused_and_read_all_the_same(staff):
    for text in DISGUISED[:2]:
        assert [said for finding, said in claims_on(text, "Notice") if stops(finding)]
    with pytest.raises(ValidationError, match="“Сurе fоr СRРЅ” is in no language of this site"):
        Subject(name="Сurе fоr СRРЅ", slug="x", locale=build.subject().locale).full_clean()


@pytest.mark.django_db
def test_a_page_is_read_so_too():
    page = build.topic("Ԝе сurе СRРЅ")
    assert [one for one in unsupported_claims(page) if "cure" in one.words]
