"""Whoever leaves with words typed that are kept nowhere is asked, in every form of staff; a press keeps them."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from playwright.sync_api import expect

from tests.browser import work
from tests.browser.test_many_pictures import photograph

TITLE = "School with CRPS"
ASKED = f"""
from clinic.people.models import User
from clinic.review.newest_words import NewestWords
from clinic.review.objections import ask_for_change
from clinic.review.page_parts import parts_read
from clinic.review.signers import Signer
from faq.models import TopicPage
page = TopicPage.objects.get(title="{TITLE}")
page.get_latest_revision_as_object().save_revision(user=User.objects.get(username="writer"), clean=False)
newest = NewestWords.of(TopicPage.objects.get(pk=page.pk))
reviewer = Signer.of_user(User.objects.get(username="reviewer"))
ask_for_change(page, newest.hash, reviewer, "One thing.", {{parts_read(newest.words)[0].key: "Say for how long."}})
"""
WORDS = "main input[type=text], main input[type=email], main input:not([type]), main textarea"
WATCHES_AFTER, LOOKS_EVERY = 2_500, 1_500  # Wagtail's forms that watch themselves, in milliseconds.


def named(resolver, around=()):
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from named(one, (*around, *([one.namespace] if one.namespace else [])))
        elif one.name and "<" not in str(one.pattern):
            yield ":".join((*around, one.name))


@pytest.fixture
def questions():
    """What the browser asked; everything is answered with yes."""
    return []


@pytest.fixture
def tab_of(at_work, questions):
    def opened(role):
        tab = at_work(role)
        tab.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
        return tab

    return opened


def leave(tab, questions):
    """What is asked on the way out."""
    questions.clear()
    tab.goto("/admin/account/")
    return list(questions)


def open_topic(tab):
    tab.add_init_script(work.WATCHED)
    tab.goto("/admin/topics/?q=school")
    tab.goto(tab.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.get_attribute("href"))
    tab.locator("html[data-form-is-watched]").wait_for()


def open_asked(clinic, tab):
    clinic.manage("shell", "--verbosity=0", "-c", ASKED)
    open_topic(tab)
    one = tab.locator("[data-asked]").last
    one.get_by_text("Answer", exact=True).click()
    return one


def test_an_answer_to_a_reviewer_is_asked_about_and_kept_by_whatever_sends_the_form(clinic, tab_of, questions):
    writer = tab_of("writer")
    open_asked(clinic, writer).get_by_label("What you say to it").fill("Four weeks.")
    assert leave(writer, questions) == ["beforeunload"]
    open_asked(clinic, writer).get_by_label("What you say to it").fill("Six weeks.")
    questions.clear()
    work.save(writer)
    # The panel of checks, shut here, says it too.
    expect(writer.get_by_text("“Six weeks.”").filter(visible=True).first).to_be_visible()
    assert questions == []
    assert leave(writer, questions) == []


def test_a_comment_that_is_half_written_is_asked_about(tab_of, questions):
    writer = tab_of("writer")
    open_topic(writer)
    writer.locator("#panel-child-content-title-section .w-field__comment-button").first.click()
    writer.locator("#comments textarea").first.fill("Is this still")
    assert leave(writer, questions) == ["beforeunload"]


def test_a_picture_that_waits_for_its_words_is_asked_about(tab_of, questions):
    writer = tab_of("writer")
    writer.goto("/admin/images/multiple/add/")
    writer.set_input_files("#fileupload", photograph())
    writer.get_by_label("What the picture shows").fill("A hand held up.")
    assert leave(writer, questions) == ["beforeunload"]


def new_things():
    """The addresses of all forms in which something new is made."""
    names = (name for name in named(get_resolver("clinic.urls.staff")) if name.endswith(":add"))
    return [reverse(name, urlconf="clinic.urls.staff") for name in sorted(names)]


def test_every_form_of_something_new_asks(tab_of, questions):
    admin = tab_of("admin")
    forms = {}
    for address in new_things():
        admin.goto(address)
        field = admin.locator(WORDS).locator("visible=true").first
        if admin.url.rstrip("/").endswith(address.rstrip("/")) and field.count():
            admin.wait_for_timeout(WATCHES_AFTER)
            field.press_sequentially("word")
            admin.wait_for_timeout(LOOKS_EVERY)
            forms[address] = leave(admin, questions)
    assert len(forms) > 10
    assert {address: asked for address, asked in forms.items() if asked != ["beforeunload"]} == {}
