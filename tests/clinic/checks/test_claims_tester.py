"""Staff try sentences and thresholds, and those who may keep a false alarm as an example that claims nothing."""

import pytest
from django.core.exceptions import ValidationError

from clinic.checks.claims.tester import NO_REASON
from clinic.meaning.models import TOO_LOW, Example, Threshold
from clinic.meaning.recognition import learn
from tests.cast import member

pytestmark = pytest.mark.django_db
TRY = "/admin/claims/try/"
OTHER_WORDS = "The pain leaves and never comes back."
FOUND = "To be looked at: Promises a cure, or that CRPS goes away for good, as far as its meaning"


@pytest.fixture(autouse=True)
def examples():
    for text in ("The pain goes away and stays away.", "After that you are rid of it for life."):
        Example.objects.create(subject="claim", label="C02", text=text)
    for text in ("The door is on the left.", "We open at nine.", "Ask us."):
        Example.objects.create(subject="claim", should_find=False, text=text)
    Threshold.objects.filter(subject="claim").update(value=0.4)
    learn("claim")


def tried(client, **fields):
    answer = client.post(TRY, {"text": OTHER_WORDS, "threshold": "0.4"} | fields)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_sentence_says_what_is_found_in_it_and_why(staff):
    html = tried(staff("writer"))
    assert FOUND in html
    assert "The pain goes away and stays away." in html
    assert "Nothing was found. A person must still check." in tried(staff("writer"), text="We are open at ten.")


def test_it_opens_with_the_sentence_of_a_finding(staff):
    assert FOUND in staff("writer").get(TRY, {"text": OTHER_WORDS}).content.decode()


def test_a_threshold_shows_what_it_would_do_to_the_examples(staff):
    assert "Of 2 claims, 2 would be missed" in tried(staff("writer"), threshold="1")
    assert Threshold.objects.get(subject="claim", label="any").value == 0.4


def test_a_threshold_that_is_none_is_refused_in_words(staff):
    assert "Enter a number" in tried(staff("writer"), threshold="much")


@pytest.mark.parametrize("value", ["0", "0.1", "-1"])
def test_a_threshold_at_which_everything_is_found_is_refused_in_words(staff, value):
    assert TOO_LOW in tried(staff("writer"), threshold=value)
    with pytest.raises(ValidationError) as caught:
        Threshold(subject="card", label="other", value=float(value)).full_clean()
    assert "value" in caught.value.message_dict


def pressed(client, button, **fields):
    return tried(client, **{button: "1", "sentence-1": OTHER_WORDS} | fields)


def test_a_false_alarm_becomes_a_clean_example_and_the_box_keeps_its_sentences(staff):
    admin = staff("admin")
    assert "This claims nothing" in tried(admin)
    html = pressed(admin, "claims_nothing", text=f"{OTHER_WORDS}\nWe are open at ten.")
    assert "Kept as an example that claims nothing" in html
    assert "We are open at ten.</textarea>" in html
    assert not Example.objects.get(subject="claim", text=OTHER_WORDS).should_find
    learn("claim")
    assert FOUND not in tried(admin)


def test_only_those_who_keep_examples_may(staff):
    writer = staff("writer")
    assert "This claims nothing: keep it" not in tried(writer)
    assert writer.post(TRY, {"claims_nothing": "1", "sentence-1": OTHER_WORDS}).status_code != 200
    assert not Example.objects.filter(text=OTHER_WORDS).exists()


def test_a_writer_tells_the_admins_with_a_reason(staff, mailoutbox):
    member("admin")
    writer = staff("writer")
    assert "Tell the admins" in tried(writer)
    html = pressed(writer, "tell", **{"reason-1": "It is about a letter that patients get."})
    assert "The admins are told." in html
    [mail] = mailoutbox
    assert mail.to == [member("admin").email]
    assert OTHER_WORDS in mail.body and "It is about a letter" in mail.body
    assert "/admin/claims/try/?text=The+pain" in mail.body


def test_where_no_admin_can_be_written_to_that_is_said_and_the_reason_stays(staff, mailoutbox):
    html = pressed(staff("writer"), "tell", **{"reason-1": "It is about a letter that patients get."})
    assert "Nobody was told: no admin has a mail address." in html
    assert "The admins are told." not in html
    assert "that patients get.</textarea>" in html
    assert mailoutbox == []


def test_without_a_reason_nobody_is_told_and_the_words_stay(staff, mailoutbox):
    html = pressed(staff("writer"), "tell", **{"reason-1": "no <b>"})
    assert NO_REASON in html
    assert "no &lt;b&gt;</textarea>" in html
    assert mailoutbox == []


def test_lines_that_are_too_many_are_said_and_stay(staff):
    text = "\n".join(f"We are open at {at}." for at in range(250))
    html = tried(staff("writer"), text=text)
    assert "Only the first 200 of these 250 lines were tried." in html
    assert "We are open at 249.</textarea>" in html


def test_nobody_else_sees_it(anyone):
    assert anyone.get(TRY).status_code == 302
