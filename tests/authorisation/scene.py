"""A clinic with something to hide in every place, and the values that lead to it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site, Task, Workflow

from clinic.archive.shared_texts.proposals import Proposal
from clinic.checks.models import ClaimRule
from clinic.content.models import ClinicDocument
from clinic.jobs.models import StoredMail
from clinic.meaning.models import Example, Threshold
from clinic.pages.withdrawing import put_in_bin, withdraw
from clinic.people.models import User
from clinic.review import given_words, signing_links
from clinic.review.models import Byline, Clinician, Remark
from clinic.review.models.remark import key_of
from clinic.site.models import UrgentNotice
from clinic.staff.editing.keep_aside import keep_aside
from faq.importing import uploads
from faq.models import TopicPage
from home.models import Medicine, PinnedAnswer, SearchCard, SuggestedQuestion, Synonym
from home.site_import.models import Becomes, FoundRow, SiteImport, Stage
from tests import builders as build
from tests.authorisation.rules import EVERYBODY
from tests.authorisation.watching import public_pages
from tests.cast import member, settings_of

# One word for each secret, found in no address and no form.
MARKERS = {
    name: f"kestrel{name}"
    for name in (
        ["draft", "change", "private", "elsewhere", "binned", "withdrawal", "link", "mail", "letter"]
        + ["rule", "figure", "person", "notice", "document"]
    )
}


class Scene:
    """`places`: what the arguments of addresses mean, for every kind of page; see `place`. `signed` is one of them."""

    def __init__(self):
        self.nobody = User.objects.create_user("nobody", "nobody@clinic.example", "nobody-password")
        self.leaver = User.objects.create_user("leaver", f"{MARKERS['person']}@clinic.example", "leaver-password")
        self.leaver.groups.add(Group.objects.get(name="Writer"))
        self.things = things(self)
        self.things["token"] = upload_of(member("writer"))
        draft = waiting_draft()
        self.things |= steps_of(draft)
        clinician = build.clinician(email=f"{MARKERS['link']}@hospital.example")
        self.things |= {f"{kind}_review_clinician.pk": clinician.pk for kind in SNIPPETS} | {"clinician": clinician.pk}
        self.things["clinician_id"] = clinician.pk
        self.places = [
            place("own", draft, self.things),
            place("own", signed_change(), self.things),
            place("own", private_page(), self.things),
            place("other", page_elsewhere(), self.things),
            place("other", binned_draft(), self.things),
        ]
        withdrawn_page()
        self.signed = self.places[1]
        self.public = public_pages()
        self.cookies = {role: cookies(self, role) for role in EVERYBODY}


def cookies(scene, role):
    """The cookies of a browser in which this role is logged in."""
    client = Client()
    if role != "anon":
        client.force_login(scene.nobody if role == "nobody" else member(role))
    return {name: morsel.value for name, morsel in client.cookies.items()}


@pytest.fixture(scope="module", autouse=True)
def files_of_its_own(rows_of_a_module):
    """One folder for the whole walk, in place of one for each test."""


@pytest.fixture(scope="module")
def scene(files_of_its_own):
    """One scene for all tests of a module: whatever a request does is taken back at once."""
    with override_settings(**settings_of("staff") | {"ROOT_URLCONF": "clinic.urls.sign_on"}):
        yield Scene()


def place(whose, page, things):
    """Values for the arguments of addresses, about one page. `whose`: "own" or "other"."""
    revision = page.get_latest_revision()
    link, token = signing_links.invite(page, member("reviewer"), build.seen(page), Clinician.objects.get())
    binned = getattr(page, "binned", None)
    words = {
        "page_id": page.pk,
        "parent_page_id": page.pk,
        "page_to_move_id": page.pk,
        "page_pk": page.pk,
        "wagtailadmin_api:pages.pk": page.pk,
        "revision_id": revision.pk,
        "link_id": link.pk,
        "binned_id": binned.pk if binned else 0,
        "sign_by_link.token": token,
        "page_by_link.token": token,
        "picture_by_link.token": token,
        "picture_by_link.name": f"{'0' * 40}.png",
        "seen": build.seen(page),
        "object_id": page.pk,
        "remark_id": Remark.objects.create(**key_of(page), said="Say for how long.").pk,
        "clinic_two_versions.pk": keep_aside(revision.as_object(), member("writer"), None, revision).pk,
    }
    return {"whose": whose, **things, **words}


def steps_of(page):
    """Where a draft stands in its workflow; posted to other pages too, as a forger would."""
    return {"task_state_id": page.current_workflow_task_state.pk, "workflow_state_id": page.current_workflow_state.pk}


def hidden_topic(marker, slug, owner="writer", **fields):
    return build.topic(f"{MARKERS[marker]} title", live=False, slug=slug, owner=member(owner), **fields)


def waiting_draft():
    page = hidden_topic("draft", "one-draft")
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    return page


def signed_change():
    """A live topic with a change that is signed and not published."""
    topic = build.topic("Sleep", slug="sleep", owner=member("writer"))
    topic.title = f"{MARKERS['change']} title"
    topic.save_revision(user=member("writer"))
    build.signed(topic)
    topic.refresh_from_db()
    return topic


def private_page():
    page = build.standard(f"{MARKERS['private']} title", slug="private-page", owner=member("writer"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def page_elsewhere():
    """A draft beside the clinic's site, where no role has rights."""
    topic = TopicPage(
        title=f"{MARKERS['elsewhere']} title",
        slug="elsewhere",
        subject=build.subject(),
        short_answer="<p>It lasts.</p>",
        questions=[build.question()],
    )
    return build.under(Page.get_first_root_node(), topic, live=False)


def binned_draft():
    topic = hidden_topic("binned", "binned-draft", owner="publisher")
    put_in_bin(topic, member("publisher"))
    return TopicPage.objects.get(pk=topic.pk)


def withdrawn_page():
    page = build.standard("Old page", slug="old-page")
    withdraw(page, member("publisher"), "error", f"{MARKERS['withdrawal']} was wrong")


def upload_of(user):
    """The word by which this person gets a document back that waits to be imported."""
    words = b"What helps?\n\nMoving helps a little, most days, with somebody who knows.\n"
    return uploads.keep(words, "notes.txt", build.faq_index(), user)


def planned_website():
    """An old website that waits for somebody to make drafts of its one page."""
    site = SiteImport.objects.create(
        given="old.zip", name="old.zip", index=build.faq_index(), user=member("writer"), stage=Stage.PLANNED
    )
    FoundRow.objects.create(
        site_import=site, place=1, address="http://old.example/sleep/", key="old.example/sleep/", name="sleep.html",
        title="Sleep", becomes=Becomes.TOPIC,
    )  # fmt: skip
    return site


def things(scene):
    """Everything that is not a page, and values for arguments that mean no row at all."""
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = ClinicDocument.objects.create(
        title=f"{MARKERS['document']} title", collection=private, file=ContentFile(b"%PDF-1.4", "letter.pdf")
    )
    picture = build.image()
    for file in (document, picture):
        file.get_file_size()  # Else whoever looks first writes it down.
    rule = ClaimRule.objects.create(
        code="K1",
        title=f"{MARKERS['rule']} title",
        patterns="unheardof",
        message="No.",
        why="So.",
        must_match="unheardof",
    )
    figure = build.figure(MARKERS["figure"])
    build.standard("Numbers", introduction=f"<p>We saw {build.inline(figure)}.</p>")
    figure.value = "about 850"
    figure.save_revision(user=member("writer"))
    reference = build.reference()
    term = build.term()
    mail = StoredMail.objects.create(
        recipient="someone@clinic.example",
        sender="clinic@clinic.example",
        subject=f"{MARKERS['mail']} subject",
        content=MARKERS["letter"].encode(),
        state=StoredMail.State.PARKED,
    )
    notice = UrgentNotice.objects.create(
        text=f"{MARKERS['notice']} text",
        starts_at=timezone.now() + timedelta(days=1),
        ends_at=timezone.now() + timedelta(days=2),
    )
    subject, site, group = build.subject(), Site.objects.get(), Group.objects.get(name="Writer")
    workflow, task = Workflow.objects.first(), Task.objects.first()
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/")
    synonym = Synonym.objects.create(typed="puffiness\nswelling")
    pin = PinnedAnswer.objects.create(typed="puffiness", page=build.faq_index())
    card = SearchCard.objects.create(name="For nobody", level="notice", typed="puffiness", heading="Hm", text="Hm.")
    medicine = Medicine.objects.create(names="Nonesuch")
    example = Example.objects.create(subject="card", text="puffiness", label="crisis", is_on=False)
    threshold = Threshold.objects.create(subject="card", label="nothing", value=1)
    passkey = Authenticator.objects.create(user=scene.leaver, type="webauthn", data={"name": MARKERS["person"]})
    byline = Byline.objects.create(page=build.faq_index(), role="writer", person=member("writer"), name="Nonesuch")
    word = given_words.give(figure, str(Clinician.objects.first()), "Nonesuch")
    suggestion = SuggestedQuestion.objects.create(text="Can I dive?", language="en", day=build.TODAY)
    website = planned_website()
    return {
        "clinic_file_as_it_was.name": f"{'0' * 40}.png",
        "byline_id": byline.pk,
        "clinic_given_word.token": given_words.address_of(word).rstrip("/").rpartition("/")[2],
        "suggestion_done.pk": suggestion.pk,
        "import_site_one.pk": website.pk,
        "import_site_addresses.pk": website.pk,
        "redirect": redirect.pk,
        "language": "es",
        "mail": mail.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "document_filename": "letter.pdf",
        "image_id": picture.pk,
        "filter_spec": "width-100",
        "uploaded_file_id": 1,
        "redirect_id": redirect.pk,
        "task_id": task.pk,
        "workflow_pk": workflow.pk,
        "collection_id": private.pk,
        "destination_id": build.faq_index().pk,
        "wagtailadmin_collections.pk": private.pk,
        "wagtailadmin_workflows.pk": workflow.pk,
        "wagtailadmin_workflows:edit_task.pk": task.pk,
        "wagtailadmin_workflows:disable_task.pk": task.pk,
        "wagtailadmin_workflows:enable_task.pk": task.pk,
        "wagtailsettings.pk": site.pk,
        "wagtailsites.pk": site.pk,
        "admin/sites/edit/<int:pk>/.pk": site.pk,
        "admin/collections/<int:pk>/.pk": private.pk,
        "admin/workflows/edit/<int:pk>/.pk": workflow.pk,
        "admin/workflows/tasks/edit/<int:pk>/.pk": task.pk,
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/.pk": site.pk,
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/.app_name": "site",
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/.model_name": "clinicdetails",
        "the_site_stays.pk": site.pk,
        "wagtailusers_users.pk": scene.leaver.pk,
        "remove_second_factor.pk": scene.leaver.pk,
        "mfa_edit_webauthn.pk": passkey.pk,
        "mfa_remove_webauthn.pk": passkey.pk,
        "wagtailusers_groups.pk": group.pk,
        "urgent_notices.pk": notice.pk,
        "key_figure_chooser.pk": figure.pk,
        "glossary_chooser.pk": term.pk,
        "wagtaildocs_chooser.pk": document.pk,
        "wagtailimages_chooser.pk": picture.pk,
        "wagtailadmin_api:documents.pk": document.pk,
        "wagtailadmin_api:images.pk": picture.pk,
        **{f"{kind}_faq_reference.pk": reference.pk for kind in SNIPPETS},
        **{f"{kind}_faq_glossaryterm.pk": term.pk for kind in SNIPPETS},
        **{f"{kind}_faq_subject.pk": subject.pk for kind in SNIPPETS},
        **{f"{kind}_content_keyfigure.pk": figure.pk for kind in SNIPPETS},
        **{f"{kind}_checks_claimrule.pk": rule.pk for kind in SNIPPETS},
        **{f"{kind}_home_synonym.pk": synonym.pk for kind in SNIPPETS},
        **{f"{kind}_home_pinnedanswer.pk": pin.pk for kind in SNIPPETS},
        **{f"{kind}_home_searchcard.pk": card.pk for kind in SNIPPETS},
        **{f"{kind}_home_medicine.pk": medicine.pk for kind in SNIPPETS},
        **{f"{kind}_meaning_example.pk": example.pk for kind in SNIPPETS},
        **{f"{kind}_meaning_threshold.pk": threshold.pk for kind in SNIPPETS},
        "admin/api/main/pages/<int:pk>/action/<str:action>/.pk": build.home_page().pk,
        "action": "publish",
        "action_name": "approve",
        "session_id": 1,
        "chosen": "0b5563",
        "content_type_app_name": "faq",
        "content_type_model_name": "topicpage",
        "label": "content.keyfigure",
        "text_id": figure.pk,
        "shared_seen": Proposal(figure).hash,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "app_label": "faq",
        "model_name": "topicpage",
        "wagtail_bulk_action.app_label": "wagtailcore",
        "wagtail_bulk_action.model_name": "page",
        "wagtailadmin_tag_model_autocomplete.app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete.model_name": "tag",
        "app_name": "clinic",
        "wagtailsettings.app_name": "site",
        "wagtailsettings.model_name": "clinicdetails",
        "wagtailadmin_workflows:add_task.app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task.model_name": "groupapprovaltask",
        "uidb64": "MQ",
        "wagtailadmin_password_reset_confirm.token": "a-b",
        "path": "none.png",
        "public_path": "faq/one-draft/",
    }


SNIPPETS = ("wagtailsnippets", "wagtailsnippetchoosers")
