"""Where a former number or name of the clinic is typed: staff are told when it changes, until it is mended or left."""

import re
from html import unescape

import pytest

from clinic.checks.old_details.typed import typed_in
from clinic.site.models import ClinicDetails, FormerDetail, UrgentNotice
from home.models import SearchCard
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db
LIST = "/admin/old-details/"


def save(client, **changes):
    address, fields = forms.details(client)
    return client.post(address, fields | changes, follow=True)


def listed(client):
    """[(title, words typed)] of the list."""
    page = client.get(LIST)
    return [(mention.title, "".join(mention.finding.excerpt_parts)) for mention, _ in page.context["mentions"]]


def titles(client):
    return sorted({title for title, _ in listed(client)})


def pages(client):
    return [title for title in titles(client) if ": " not in title]


def call(number):
    return f"<p>Call {number} now.</p>"


@pytest.fixture
def abroad():
    """The clinic has moved to where another number is called."""
    build.topic("Danger", short_answer=call("911"))
    build.topic("Harmless", short_answer="<p>In 1911 it was 9.11 %.</p>")
    build.details(emergency_number="112")


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("Call 911.", "911", ["911"]),
        ("Call 9-1-1 or 9 1 1, not 1911, 9110, 911.5 or $911.", "911", ["9-1-1", "9 1 1"]),
        ("llame al 112/911", "911", ["911"]),
        ("+1 (555) 555-0100, 555.555.0100", "(555) 555-0100", ["+1 (555) 555-0100", "555.555.0100"]),
        ("Here: 555 0100.", "(555) 555-0100", ["555 0100"]),
        ("Another: (444) 555-0100.", "(555) 555-0100", []),
        ("020 7946 0000", "+44 20 7946 0000", ["020 7946 0000"]),
        ("tel:+15555550100", "(555) 555-0100", ["+15555550100"]),
        ("At ST MARY’S  Clinic, not St Mary's clinics", "St Mary's Clinic", ["ST MARY’S  Clinic"]),
        ("Clínica del Dolor", "Clínica del dolor", ["Clínica del Dolor"]),
        ("Write to us@old.example.", "us@old.example", ["us@old.example"]),
        ("See old.example/book now", "https://old.example/book/", ["old.example/book"]),
    ],
)
def test_it_is_found_however_it_is_written(text, value, found):
    assert typed_in(text, value) == found


def test_right_after_saving_the_texts_are_listed(staff):
    topic = build.topic("Danger", short_answer=call("9-1-1"))
    build.translated(topic, title="Peligro", short_answer="<p>Llame al 911.</p>")
    build.topic("Draft", live=False, short_answer=call("911"))
    build.standard("Calm")
    answer = save(staff("admin"), emergency_number="112")
    assert answer.redirect_chain[-1][0] == LIST
    said = unescape(answer.content.decode())
    assert "“9-1-1” was the clinic’s emergency number. It is 112 now. Write 112." in said
    told = said[said.index("is still typed in") : said.index("no text is changed by itself")]
    assert {"Danger", "Draft", "Peligro"} <= {*re.findall(r"<a [^>]*>([^<]*)</a>", told)}
    assert pages(staff("admin")) == ["Danger", "Draft", "Peligro"]
    # The help cards that every clinic begins with name a number, too.
    assert "Search help card: " in said


def test_a_handful_of_texts_is_named_and_the_others_are_counted(staff):
    for number in range(7):
        build.topic(f"Danger {number} <now>", short_answer=call("911"), slug=f"danger-{number}")
    answer = save(staff("admin"), emergency_number="112")
    said = next(str(one) for one in answer.context["messages"] if "still typed" in str(one))
    assert said.count("<a ") == 5 and "&lt;now&gt;</a> and " in said
    assert re.search(r" and \d+ more: no text", said)


def test_a_name_and_a_number_behind_a_link_are_found_in_all_that_patients_read(staff):
    build.details(name="Lakeside Pain Clinic", phone="(555) 555-0100", emergency_number="911")
    build.topic("Linked", short_answer='<p><a href="tel:+15555550100">Call us</a>.</p>')
    build.figure(counted_who="Everybody seen at Lakeside Pain Clinic.")
    build.term(meaning="As Lakeside pain clinic says.")
    build.subject("Lakeside Pain Clinic")
    build.image(description="The door of Lakeside Pain Clinic")
    SearchCard.objects.create(name="Card", level="notice", typed="x", heading="Hm", text="Ask Lakeside Pain Clinic.")
    UrgentNotice.objects.create(text="Call 555 0100.", ends_at="2099-01-01T00:00Z")
    UrgentNotice.objects.create(text="Call 555-0100.", starts_at="2020-01-01T00:00Z", ends_at="2020-01-02T00:00Z")
    save(staff("admin"), name="Hillside", phone="555 0200", disclaimer="Lakeside Pain Clinic says so.")
    kinds = sorted(title.split(":")[0] for title in titles(staff("admin")))
    wanted = ["Clinic details", "Glossary word", "Key figure", "Linked", "Picture", "Search help card", "Subject"]
    assert kinds == [*wanted, "Urgent notice"]


def test_where_nothing_is_typed_the_form_comes_back(staff):
    answer = save(staff("admin"), phone="555 0200")
    assert answer.redirect_chain[-1][0].startswith("/admin/settings/")
    assert "No old name, number or address" in staff("admin").get(LIST).content.decode()


def test_the_board_names_them_until_they_are_corrected(staff, abroad):
    shown = unescape(staff("writer").get(LIST).content.decode())
    assert "Danger" in shown and "Harmless" not in shown
    board = staff("writer").get("/admin/board/").content.decode()
    assert 'id="old-details"' in board and "Old details in texts (1)" in board
    topic = build.faq_index().get_children().get(title="Danger").specific
    build.changed(topic, short_answer=call("112"))
    assert 'id="old-details"' not in staff("writer").get("/admin/board/").content.decode()
    assert listed(staff("writer")) == []


def test_one_is_left_as_it_is_and_named_again_when_its_words_change(staff, abroad):
    writer = staff("writer")
    page = writer.get(LIST).content.decode()
    posted = dict(re.findall(r'name="(text|finding)" value="([^"]+)"', page))
    assert "It stays as it is" in writer.post(f"{LIST}leave/", posted, follow=True).content.decode()
    assert listed(writer) == []
    assert 'id="old-details"' not in writer.get("/admin/board/").content.decode()
    assert "somebody has dealt with it" in writer.post(f"{LIST}leave/", posted, follow=True).content.decode()
    topic = build.faq_index().get_children().get(title="Danger").specific
    build.changed(topic, short_answer="<p>Dial 911.</p>")
    assert listed(writer) == [("Danger", "Dial 911.")]


def test_beside_the_form_of_the_page_the_sentence_is_named(staff, abroad):
    topic = build.faq_index().get_children().get(title="Danger")
    shown = unescape(staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode())
    assert "“911” was the clinic’s emergency number. It is 112 now." in shown


def test_what_is_in_use_again_is_not_old(staff, abroad):
    save(staff("admin"), emergency_number="911")
    assert not FormerDetail.objects.filter(value="911").exists()
    assert listed(staff("admin")) == []


def test_a_new_name_that_holds_the_old_one_is_right(staff):
    build.details(name="Pain Clinic")
    build.topic("About", short_answer="<p>Ask Lakeside Pain Clinic. Not the pain clinic.</p>")
    build.details(name="Lakeside Pain Clinic")
    assert [words for _, words in listed(staff("writer"))] == ["Ask Lakeside Pain Clinic. Not the pain clinic."]
    build.details(name="Pain Clinic")
    assert [former.value for former in FormerDetail.objects.all()] == ["Lakeside Pain Clinic"]


def test_the_name_that_only_holds_a_place_is_nobodys_old_name():
    details = build.details(name=ClinicDetails._meta.get_field("name").default)
    details.name = "Lakeside"
    details.save()
    assert details.replaced == []
