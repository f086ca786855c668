"""A writer finds what a reviewer asks for beside its passage, and answers there; the form is not saved by that."""

import pytest
from playwright.sync_api import expect

PAGE = """
from clinic.people.models import User
from clinic.review.newest_words import NewestWords
from clinic.review.objections import ask_for_change
from clinic.review.page_parts import parts_read
from clinic.review.signers import Signer
from faq.models import TopicPage
page = TopicPage.objects.get(slug="cannabis-for-crps", locale__language_code="en")
newest = page.get_latest_revision_as_object()
# As the editor saves it: every block with an id of its own.
raw = newest.questions.get_prep_value()
newest.questions = TopicPage._meta.get_field("questions").to_python(raw)
[child.value["answer"].get_prep_value() for child in newest.questions]
raw = [child.get_prep_value() for child in newest.questions]
newest.questions = TopicPage._meta.get_field("questions").to_python(raw)
newest.save_revision(user=User.objects.get(username="writer"), clean=False)
page = TopicPage.objects.get(pk=page.pk)
newest = NewestWords.of(page)
key = next(part.key for part in parts_read(newest.words) if part.key.count(":") == 2)
reviewer = Signer.of_user(User.objects.get(username="reviewer"))
ask_for_change(page, newest.hash, reviewer, "One thing.", {key: "Say for how long it lasts."})
"""


@pytest.fixture(scope="module")
def asked(clinic):
    clinic.manage("shell", "--verbosity=0", "-c", PAGE)


def test_what_is_asked_is_answered_beside_its_passage(at_work, asked):
    writer = at_work("writer")
    sent = []
    writer.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    writer.goto("/admin/topics/?q=Cannabis")
    writer.get_by_role("main").get_by_role("link", name="Cannabis for CRPS", exact=True).first.click()
    writer.get_by_role("link", name="Say for how long it lasts.").first.click()
    passage = writer.locator("[id^=block-] > [data-asked]")
    expect(passage).to_be_in_viewport()
    passage.get_by_text("Answer", exact=True).click()
    passage.get_by_label("What you say to it").fill("The next sentence says so.")
    passage.get_by_role("button", name="Keep the answer").click()
    expect(passage.get_by_text("Your answer is kept.")).to_be_visible()
    expect(passage.get_by_text("“The next sentence says so.”")).to_be_visible()
    # Longer than the editor takes to notice a change and to send it.
    writer.wait_for_timeout(3000)
    assert [url for url in sent if "/edit/" in url] == []
    assert writer.evaluate("document.documentElement.scrollWidth <= innerWidth")
