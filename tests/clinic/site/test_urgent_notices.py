"""An urgent notice: plain words on every page at once, from templates, gone by itself, and in the record."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinic.pages.withdrawing import withdraw
from clinic.site.models import UrgentNotice
from tests import builders as build

pytestmark = pytest.mark.django_db

TEXT = "The clinic is closed today because of snow."
NEW = "/admin/urgent-notices/new/"


def notice(text=TEXT, begins=timedelta(minutes=-1), ends=timedelta(hours=2)):
    now = timezone.now()
    made = UrgentNotice(text=text, starts_at=now + begins, ends_at=now + ends)
    made.full_clean()
    made.save()
    return made


def filled(text=TEXT, begins=timedelta(), ends=timedelta(days=1), **changes):
    now = timezone.localtime()
    times = {"starts_at": now + begins, "ends_at": now + ends}
    return {"text": text} | {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in times.items()} | changes


@pytest.fixture
def pages(staff):
    """An address of every kind of page, those that are not there too."""
    build.service("Education")
    build.standard("About us")
    build.topic("Gone")
    withdraw(build.topic("Withdrawn"), staff("publisher").user, "error", "Not ours to tell.")
    return ["/", "/faq/", "/faq/gone/", "/faq/a-z/", "/services/", "/services/education/", "/about-us/", "/search/"] + [
        "/faq/withdrawn/",
        "/never/",
    ]


def test_it_stands_on_every_page_at_once_before_all_else(patient, pages):
    notice()
    for address in pages:
        shown = patient.get(address).content.decode()
        assert TEXT in shown, address
        assert shown.index("skip-link") < shown.index(TEXT) < shown.index("site-header"), address


def test_it_goes_by_itself(patient, pages):
    notice(begins=timedelta(hours=-2), ends=timedelta(seconds=-1))
    assert not any(TEXT in patient.get(address).content.decode() for address in pages)


def test_it_waits_for_its_beginning(patient):
    notice(begins=timedelta(minutes=1))
    assert TEXT not in patient.get("/").content.decode()


def test_it_costs_one_query(patient):
    notice()
    with CaptureQueriesContext(connection) as queries:
        patient.get("/")
    assert sum("site_urgentnotice" in query["sql"] for query in queries) == 1


def test_its_words_are_plain_text(patient):
    notice("Closed <b>today</b> & tomorrow.")
    assert "Closed &lt;b&gt;today&lt;/b&gt; &amp; tomorrow." in patient.get("/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "x" * 201}, "at most 200"),
        ({"text": ""}, "cannot be blank"),
        ({"text": "Closed on [day]."}, r"Fill in \[day\]"),
        ({"ends": timedelta(minutes=-5)}, "after the notice begins"),
        ({"ends": timedelta(days=14, hours=1)}, "at most 14 days"),
    ],
)
def test_what_cannot_stand_is_refused_in_words(fields, words):
    with pytest.raises(ValidationError, match=words):
        notice(**fields)


def test_claims_are_refused_in_words(staff):
    answer = staff("publisher").post(NEW, filled(text="Our treatment has no side effects."))
    assert "side effects" in str(answer.context["form"].errors["text"])
    assert not UrgentNotice.objects.exists()


def test_fourteen_days_are_allowed():
    assert notice(begins=timedelta(), ends=timedelta(days=14)).pk


# The screens ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_publishers_and_admins_put_one_up_in_one_post(staff, patient, role):
    answer = staff(role).post(NEW, filled(), follow=True)
    assert answer.status_code == 200
    assert TEXT in patient.get("/").content.decode()
    assert UrgentNotice.objects.get().made_by == staff(role).user


@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_others_do_not(staff, role):
    standing = notice()
    staff(role).post(NEW, filled("Not mine"))
    staff(role).post(f"/admin/urgent-notices/edit/{standing.pk}/", filled("Not mine"))
    staff(role).post(f"/admin/urgent-notices/{standing.pk}/end/")
    standing.refresh_from_db()
    assert (UrgentNotice.objects.count(), standing.text, standing.state) == (1, TEXT, "showing")


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "admin"])
def test_nobody_deletes_one(staff, role):
    standing = notice()
    staff(role).post(f"/admin/urgent-notices/delete/{standing.pk}/")
    assert UrgentNotice.objects.filter(pk=standing.pk).exists()


@pytest.mark.parametrize("key", ["closure", "phones", "weather"])
def test_a_template_fills_the_field_and_asks_for_the_rest(staff, key):
    form = staff("publisher").get(f"{NEW}?from={key}").context["form"]
    assert "[" in form.initial["text"]
    answer = staff("publisher").post(NEW, filled(form.initial["text"]))
    assert "Fill in [" in answer.content.decode()


def test_an_end_is_needed_and_has_not_passed(staff):
    assert "This field is required" in staff("publisher").post(NEW, filled(ends_at="")).content.decode()
    passed = filled(begins=timedelta(hours=-3), ends=timedelta(hours=-1))
    assert "This moment has passed" in staff("publisher").post(NEW, passed).content.decode()


def test_it_is_ended_with_one_button(staff, patient):
    standing = notice()
    staff("publisher").post(f"/admin/urgent-notices/{standing.pk}/end/")
    assert TEXT not in patient.get("/").content.decode()
    assert UrgentNotice.objects.get().state == "over"


def test_who_wrote_changed_and_ended_it_is_kept(staff):
    staff("publisher").post(NEW, filled())
    made = UrgentNotice.objects.get()
    staff("admin").post(f"/admin/urgent-notices/edit/{made.pk}/", filled("Closed until noon."))
    staff("admin").post(f"/admin/urgent-notices/{made.pk}/end/")
    logged = ModelLogEntry.objects.filter(action="clinic.urgent_notice").order_by("timestamp")
    assert [(entry.user.username, entry.data["text"]) for entry in logged] == [
        ("publisher", TEXT),
        ("admin", "Closed until noon."),
        ("admin", "Closed until noon."),
    ]


# Other languages ------------------------------------------------------------------------------------------------------

CERRADO = "La clínica está cerrada hoy por la nieve."


@pytest.fixture
def spanish():
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")


def test_it_is_read_in_the_language_of_the_page(staff, patient, spanish):
    staff("publisher").post(NEW, filled(text_es=f" {CERRADO} "))
    english, other = (patient.get(address).content.decode() for address in ("/", "/es/"))
    assert f"<span>{TEXT}</span>" in english and CERRADO not in english
    assert f"<span>{CERRADO}</span>" in other and TEXT not in other
    assert ModelLogEntry.objects.get(action="clinic.urgent_notice").data["text"] == f"{TEXT} {CERRADO}"


def test_where_it_is_not_written_the_first_language_is_shown_as_such(staff, patient, spanish):
    staff("publisher").post(NEW, filled())
    assert f'<span lang="en">{TEXT}</span>' in patient.get("/es/").content.decode()


def test_no_other_language_is_asked_for_where_the_site_has_none(staff):
    assert "text_es" not in staff("publisher").get(NEW).context["form"].fields


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Nuestro tratamiento no tiene efectos secundarios.", "efectos secundarios"),
        ("Cerrado el [día].", "Fill in [día]"),
        ("x" * 201, "at most 200"),
    ],
)
def test_words_of_another_language_are_read_too(words, said, staff, spanish):
    errors = staff("publisher").post(NEW, filled(text_es=words)).context["form"].errors
    assert said in str(errors["text_es"])
    assert not UrgentNotice.objects.exists()


def test_a_change_in_another_language_by_somebody_else_is_not_put_back(staff, spanish):
    one = notice()
    address = f"/admin/urgent-notices/edit/{one.pk}/"
    loaded = staff("publisher").get(address).context["form"].initial["loaded"]
    UrgentNotice.objects.update(in_languages={"es": CERRADO})
    answer = staff("publisher").post(address, filled("Closed until noon.", text_es="", loaded=loaded))
    assert answer.status_code == 409
    assert UrgentNotice.objects.get().in_languages == {"es": CERRADO}
