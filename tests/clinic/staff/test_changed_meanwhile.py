"""Every form in which staff change something is bound to what it showed: a later save puts nothing back silently."""

import html

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.admin.views.generic import EditView
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupPagePermission, Site, Workflow

from clinic.checks.models import ClaimRule
from clinic.content.changed_meanwhile import BoundToVersion, saved_now
from clinic.content.models import ClinicDocument
from clinic.meaning.models import Example, Threshold
from clinic.site.models import ClinicDetails, UrgentNotice
from clinic.site.models.details_translation import DetailsWords
from home.models import Medicine, PinnedAnswer, SearchCard, Synonym
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timezone.timedelta(days=1)


def views(resolver, before=""):
    """`(address, view)` of each view class, the first of an address only: that one answers."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from views(one, f"{before}{one.pattern}")
        else:
            view = one.callback
            while hasattr(view, "__wrapped__") and not hasattr(view, "view_class"):
                view = view.__wrapped__
            yield f"{before}{one.pattern}", getattr(view, "view_class", None)


def changing():
    found = {}
    for address, view in views(get_resolver("clinic.urls.staff")):
        found.setdefault(address, view)
    return {address: view for address, view in found.items() if view and issubclass(view, EditView)}


def test_no_form_is_left_out():
    assert len(changing()) > 20
    assert not [address for address, view in changing().items() if not issubclass(view, BoundToVersion)]


def snippet(model):
    return lambda one: f"/admin/snippets/{model}/edit/{one.pk}/"


def card():
    return SearchCard.objects.create(name="For nobody", level="notice", typed="puffiness", heading="Hm", text="Hm.")


def rule():
    fields = {"code": "K1", "patterns": "unheardof", "message": "No.", "why": "So.", "must_match": "unheardof"}
    return ClaimRule.objects.create(title="Unheard of", **fields)


def document():
    return ClinicDocument.objects.create(title="Exercises", file=ContentFile(b"%PDF-1.4", "letter.pdf"))


def example():
    return Example.objects.create(subject="card", text="puffiness", label="crisis", is_on=False)


def details():
    return build.details(phone="(555) 555-0100", hours="Monday")


# What there is, where it is changed, and two of its fields with other words.
FORMS = {
    "details": (details, lambda one: f"/admin/settings/site/clinicdetails/{one.site_id}/", "phone", "hours"),
    "card": (card, snippet("home/searchcard"), "name", "heading"),
    "subject": (build.subject, snippet("faq/subject"), "description", "name"),
    "rule": (rule, snippet("checks/claimrule"), "message", "title"),
    "clinician": (build.clinician, snippet("review/clinician"), "title", "registration"),
    "notice": (
        lambda: UrgentNotice.objects.create(text="Closed today.", starts_at=timezone.now(), ends_at=TOMORROW),
        lambda one: f"/admin/urgent-notices/edit/{one.pk}/",
        "text",
        None,
    ),
    "synonym": (lambda: Synonym.objects.create(typed="puffy\nswelling"), snippet("home/synonym"), "note", "typed"),
    "pin": (
        lambda: PinnedAnswer.objects.create(typed="puffiness", page=build.topic("Swelling")),
        snippet("home/pinnedanswer"),
        "typed",
        None,
    ),
    "medicine": (lambda: Medicine.objects.create(names="Nonesuch"), snippet("home/medicine"), "names", None),
    "example": (example, snippet("meaning/example"), "text", None),
    "threshold": (
        lambda: Threshold.objects.create(subject="card", label="nothing", value=1),
        snippet("meaning/threshold"),
        "value",
        None,
    ),
    "redirect": (
        lambda: Redirect.objects.create(old_path="/old", redirect_link="https://a.example/"),
        lambda one: f"/admin/redirects/{one.pk}/",
        "redirect_link",
        "old_path",
    ),
    "collection": (
        lambda: Collection.get_first_root_node().add_child(name="Private"),
        lambda one: f"/admin/collections/{one.pk}/",
        "name",
        None,
    ),
    "site": (Site.objects.get, lambda one: f"/admin/sites/edit/{one.pk}/", "site_name", None),
    "person": (lambda: member("writer"), lambda one: f"/admin/users/edit/{one.pk}/", "role_title", "first_name"),
    "role": (lambda: Group.objects.create(name="Helpers"), lambda one: f"/admin/groups/edit/{one.pk}/", "name", None),
    "picture": (build.image, lambda one: f"/admin/images/{one.pk}/", "description", "title"),
    "document": (document, lambda one: f"/admin/documents/edit/{one.pk}/", "title", None),
    "workflow": (Workflow.objects.first, lambda one: f"/admin/workflows/edit/{one.pk}/", "name", None),
    "figure": (build.figure, snippet("content/keyfigure"), "unit", "period"),
    "word": (build.term, snippet("faq/glossaryterm"), "say_it", "also_called"),
    "source": (build.reference, snippet("faq/reference"), "counted", "conflicts"),
}
MINE = {"name": "Hands and feet", "value": "0.8", "typed": "puffy\nround"}
OTHER = {"value": "0.7", "redirect_link": "https://b.example/", "phone": "(555) 555-0199", "typed": "puffy\nswollen"}


def shown(browser, address):
    """The fields of the form as a browser posts it."""
    page = BeautifulSoup(browser.get(address).content, "lxml")
    form = page.find("input", {"name": "loaded"}).find_parent("form")
    return posted(form)


def posted(form):
    fields = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        kind, name = one.get("type", one.name), one["name"]
        if kind in ("submit", "button", "file") or kind in ("checkbox", "radio") and not one.has_attr("checked"):
            continue
        if one.name == "select":
            value = [option["value"] for option in one.select("option[selected]")] or [""]
        else:
            value = [
                one.get("value", "on" if kind == "checkbox" else "") if one.name == "input" else one.text.lstrip("\n")
            ]
        fields.setdefault(name, []).extend(value)
    return fields


def row(one):
    return type(one)._base_manager.filter(pk=one.pk).values().get()


@pytest.mark.parametrize("kind", FORMS)
def test_the_later_save_is_told_and_puts_nothing_back(kind, staff):
    make, where, field, another = FORMS[kind]
    one = make()
    address, browser = where(one), staff("admin")
    first, second = shown(browser, address), shown(browser, address)
    theirs = OTHER.get(field, "Theirs")
    mine = MINE.get(another or field) or OTHER.get(another or field, "Mine instead")
    assert field in first and browser.post(address, first | {field: theirs}).status_code == 302
    saved = row(one)
    answer = browser.post(address, second | {another or field: mine})
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Somebody saved this after you opened it." in said
    assert row(one) == saved
    again = posted(BeautifulSoup(answer.content, "lxml").find("input", {"name": "loaded"}).find_parent("form"))
    # What was typed is still there; what only they changed is theirs now.
    assert again[another or field] == [mine]
    if another:
        assert again[field] == [theirs]
    else:
        assert "Meanwhile changed to “" in said
    assert browser.post(address, again).status_code == 302


def test_words_of_another_language_below_the_details_too(staff):
    one = details()
    DetailsWords.objects.create(details=one, language="es", hours="lunes", payment="Todos")
    address, browser = f"/admin/settings/site/clinicdetails/{one.site_id}/", staff("admin")
    first, second = shown(browser, address), shown(browser, address)
    browser.post(address, first | {"in_languages-0-hours": "martes"})
    answer = browser.post(address, second | {"in_languages-0-payment": "Casi todos"})
    assert answer.status_code == 409
    again = posted(BeautifulSoup(answer.content, "lxml").find("input", {"name": "loaded"}).find_parent("form"))
    assert (again["in_languages-0-hours"], again["in_languages-0-payment"]) == (["martes"], ["Casi todos"])
    assert DetailsWords.objects.get().hours == "martes"


def test_an_admin_who_changes_the_number_alone_is_not_held_up(staff):
    one = details()
    address, browser = f"/admin/settings/site/clinicdetails/{one.site_id}/", staff("admin")
    for number in ("(555) 555-0111", "(555) 555-0122"):
        assert browser.post(address, shown(browser, address) | {"phone": number}).status_code == 302
    assert ClinicDetails.objects.get().phone == "(555) 555-0122"


def test_rights_of_a_role_on_pages_that_were_changed_meanwhile_are_set_anew(staff):
    role = Group.objects.get(name="Writer")
    address, browser = f"/admin/groups/edit/{role.pk}/", staff("admin")
    mine = shown(browser, address)
    GroupPagePermission.objects.filter(group=role).first().delete()
    left = GroupPagePermission.objects.filter(group=role).count()
    answer = browser.post(address, mine)
    assert answer.status_code == 409 and "Open the form again" in answer.content.decode()
    again = posted(BeautifulSoup(answer.content, "lxml").find("input", {"name": "loaded"}).find_parent("form"))
    assert browser.post(address, again).status_code == 409
    assert GroupPagePermission.objects.filter(group=role).count() == left


def test_tags_that_a_colleague_set_stay(staff):
    picture, browser = build.image(), staff("admin")
    address = f"/admin/images/{picture.pk}/"
    first, second = shown(browser, address), shown(browser, address)
    browser.post(address, first | {"tags": "hand, foot"})
    answer = browser.post(address, second | {"title": "Mine instead"})
    assert "Yours is still in the field" not in answer.content.decode()
    again = posted(BeautifulSoup(answer.content, "lxml").find("input", {"name": "loaded"}).find_parent("form"))
    browser.post(address, again)
    picture.refresh_from_db()
    assert (picture.title, {*picture.tags.names()}) == ("Mine instead", {"hand", "foot"})


@pytest.mark.parametrize("loaded", ['{"title": [["a"]]}', '{"title": {}}', "{"])
def test_a_damaged_version_is_refused(loaded, staff):
    address, browser = f"/admin/images/{build.image().pk}/", staff("admin")
    assert browser.post(address, shown(browser, address) | {"loaded": loaded}).status_code == 400


def test_the_rows_below_a_form_are_read_together(django_assert_num_queries):
    details = build.details(phone="(555) 555-0100")
    rows = [DetailsWords.objects.create(details=details, language=code) for code in ("es", "en")]
    with django_assert_num_queries(2):
        saved = saved_now([details, *rows])
    assert [*saved] == [details, *rows]
    assert saved_now([DetailsWords()]) == {}
