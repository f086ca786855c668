"""What no form of the admin sends is refused in a sentence, and nothing is saved."""

import pytest
from django.test import RequestFactory

from clinic.pages.models import ClinicPage
from clinic.staff.garbled_requests import GARBLED, NO_SUCH, TOO_MANY_WORDS, failed_in_wagtail, what_is_wrong
from faq.models import TopicPage
from tests import builders as build

pytestmark = pytest.mark.django_db
UPLOAD = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nb\r\n--x--\r\n'
ONE_BLOCK = {"questions-0-deleted": "", "questions-0-order": "0", "questions-0-type": "question"}


@pytest.fixture
def page():
    return build.topic("Spread")


def edit(browser, page, **fields):
    form = {"title": "Other words", "slug": "spread", "questions-count": "0", "short_answer": "null"}
    form |= {name.replace("_", "-") if "questions" in name else name: value for name, value in fields.items()}
    return browser.post(f"/admin/pages/{page.pk}/edit/", form)


def is_refused(answer, page):
    unchanged = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Spread"
    return answer.status_code == 400 and GARBLED in answer.content.decode() and unchanged


@pytest.mark.parametrize("count", ["-1", "abc", "", "1e9", "99999999", "٣", "0" * 5000])
def test_a_number_of_blocks_that_cannot_be(staff, page, count):
    assert is_refused(edit(staff("writer"), page, questions_count=count), page)


@pytest.mark.parametrize(
    "wrong", [{"questions-0-order": "first"}, {"questions-0-order": ""}, {"questions-0-type": None}]
)
def test_a_block_without_its_place_or_kind(staff, page, wrong):
    fields = {name: value for name, value in (ONE_BLOCK | wrong).items() if value is not None}
    assert is_refused(edit(staff("writer"), page, **{"questions_count": "1"} | fields), page)


@pytest.mark.parametrize(
    "written",
    [
        "junk{",
        "[]",
        "7",
        "[" * 5000 + "]" * 5000,
        '{"blocks": [{"text": "a", "type": "unstyled", "depth": 0, "key": "a", "inlineStyleRanges": [],'
        ' "entityRanges": [{"offset": -5, "length": 99, "key": 77}]}], "entityMap": {}}',
    ],
)
def test_rich_text_that_no_editor_writes(staff, page, written):
    assert is_refused(edit(staff("writer"), page, short_answer=written), page)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_an_encoding_that_does_not_exist(staff, page, kind):
    address = f"/admin/pages/{page.pk}/edit/"
    answer = staff("writer").generic("POST", address, UPLOAD, content_type=f"{kind}; charset=impossible")
    assert is_refused(answer, page)


@pytest.mark.parametrize("listing", ["pages/search", "topics", "images", "documents", "snippets/faq/reference"])
def test_a_search_for_hundreds_of_words(staff, listing):
    answer = staff("admin").get(f"/admin/{listing}/", {"q": "word " * 300})
    assert (answer.status_code, answer.content.decode()) == (400, TOO_MANY_WORDS)


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
@pytest.mark.parametrize("chosen", ["abc", "", "1;2", "-1"])
def test_something_chosen_that_cannot_be(staff, action, chosen):
    answer = staff("admin").get(f"/admin/bulk/wagtailcore/page/{action}/", {"id": chosen})
    assert (answer.status_code, answer.content.decode()) == (400, NO_SUCH)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/bulk/wagtailcore/page/delete/?id=all&childOf=abc",
        "/admin/bulk/wagtailcore/page/publish/?id=all&childOf=99999999999999999999999",
        "/admin/bulk/wagtailcore/page/move/?id=all&childOf=987654",
    ],
)
def test_a_page_that_is_none_or_not_there(staff, address):
    answer = staff("admin").get(address)
    assert (answer.status_code, answer.content.decode()) == (400, NO_SUCH)


@pytest.mark.parametrize("given", ["javascript:alert(1)", "[]", "1e9"])
def test_a_form_that_names_a_page_by_what_is_no_number(staff, given):
    fields = {"old_path": "/old/", "redirect_link": "", "redirect_page": given, "is_permanent": "on"}
    answer = staff("admin").post("/admin/redirects/add/", fields)
    assert (answer.status_code, answer.content.decode()) == (400, GARBLED)


def test_a_way_to_preview_that_no_page_has_shows_the_page(staff, page):
    assert "Spread" in staff("admin").get(f"/admin/pages/{page.pk}/view_draft/?mode=nonsense").content.decode()


def test_an_example_of_nothing_is_sent_back(staff):
    answer = staff("admin").post("/admin/snippets/meaning/example/add/", {"text": "Words", "label": "crisis"})
    assert answer.status_code == 200


def test_what_our_own_code_fails_over_is_still_an_error():
    with pytest.raises(AttributeError) as error:
        ClinicPage.searchable_body.fget(object())
    assert not failed_in_wagtail(error.value)


def test_the_page_of_wagtail_that_fails_on_purpose_is_not_there(staff):
    assert staff("admin").get("/admin/failwhale/").status_code == 404


class GoneAway:
    """A body whose sender hangs up."""

    def read(self, *sizes):
        raise OSError("The sender went away.")


def test_what_did_not_come_in_full_is_no_error_of_ours():
    request = RequestFactory().post("/admin/login/", {"username": "x"})
    request._stream = GoneAway()
    assert what_is_wrong(request) == GARBLED
