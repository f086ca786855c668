"""Somebody stays the same person under every name: theirs are nobody else's, and each act keeps the name of its day."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log

from clinic.pages.models import Withdrawal
from clinic.people.models import User
from clinic.review import signing_links
from clinic.review.authors import authors_of
from clinic.review.models import Clinician
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def renamed(role, name, **fields):
    user = member(role)
    user.first_name, _, user.last_name = name.partition(" ")
    user.public_name = name
    for field, value in fields.items():
        setattr(user, field, value)
    user.full_clean(exclude=["password"])
    user.save()
    return User.objects.get(pk=user.pk)


def entry(**fields):
    return Clinician(**{"name": "Dr Ann Other", "email": "ann@home.example", "vouched_by": member("reviewer")} | fields)


@pytest.mark.parametrize("before", [{"name": "Nurse Wren Adeyemi"}, {"email": "writer@clinic.example"}])
def test_a_clinicians_entry_under_a_name_or_address_that_staff_had_is_refused(before):
    renamed("writer", "Una Adler", email="una@clinic.example")
    with pytest.raises(ValidationError, match="works here as Una Adler"):
        entry(**before).refuse_staff()


def test_an_entry_that_was_there_before_signs_for_its_account_after_a_rename():
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    clinician = build.clinician()
    link, _ = signing_links.invite(page, member("admin"), build.seen(page), clinician)
    Clinician.objects.filter(pk=clinician.pk).update(name="Dr Wren Adeyemi")
    renamed("writer", "Una Adler")
    link.refresh_from_db()
    assert Signer.of_link(link).accounts & authors_of(NewestWords.of(page))


def test_an_entry_that_had_the_name_of_an_account_does_so_too():
    clinician = build.clinician(name="Dr Una Adler")
    clinician.name = "Dr Ann Other"
    clinician.save()
    with pytest.raises(ValidationError, match="is the name of somebody else here"):
        renamed("writer", "Una Adler")
    User.objects.filter(pk=member("writer").pk).update(public_name="Una Adler")
    assert member("writer").pk in {account.pk for account in clinician.accounts()}


def test_nobody_takes_a_name_that_a_colleague_had():
    renamed("reviewer", "Dr Zed Zimmer")
    with pytest.raises(ValidationError, match="is the name of somebody else here"):
        renamed("writer", "Ruth Okafor")
    assert renamed("reviewer", "Dr Ruth Okafor").public_name == "Dr Ruth Okafor"


def test_nor_an_address_that_a_colleague_has_or_had(staff):
    renamed("reviewer", "Dr Ruth Okafor", email="okafor@clinic.example")
    for address in ("Reviewer@clinic.example", "okafor@clinic.example"):
        with pytest.raises(ValidationError, match="has or had this address"):
            renamed("writer", "Wren Adeyemi", email=address)
    form = {"email": "reviewer@clinic.example", "first_name": "Una", "last_name": "Adler", "groups": ["1"]}
    assert "has or had this address" in staff("admin").post("/admin/users/new/", form).text
    assert renamed("reviewer", "Dr Ruth Okafor", email="reviewer@clinic.example").email == "reviewer@clinic.example"


def test_every_entry_of_a_name_is_looked_at_with_the_addresses_it_had():
    mine = build.clinician(name="Dr Una Adler", email="una@hospital.example")
    mine.email = "adler@home.example"
    mine.save()
    new = User(username="una", email="una@hospital.example", password="x", public_name="Una Adler")
    new.full_clean()
    build.clinician(name="Una Adler, MD", email="another@hospital.example")
    with pytest.raises(ValidationError, match="is the name of somebody else here"):
        new.full_clean()


def test_an_entry_under_a_name_or_address_that_another_had_is_told():
    other = build.clinician(name="Dr Una Adler", email="una@hospital.example")
    other.name, other.email = "Dr Una Zimmer", "zimmer@hospital.example"
    other.save()
    assert build.clinician(name="Una Adler", email="new@hospital.example").namesakes() == [other]
    assert build.clinician(name="Ann Other", email="una@hospital.example").namesakes() == [other]


def test_of_two_renames_at_once_none_is_lost():
    writer = member("writer")
    with CaptureQueriesContext(connection) as asked:
        writer.save()
    assert any("FOR NO KEY UPDATE" in one["sql"] for one in asked)


def test_two_renames_do_not_swap_who_did_what(staff):
    page = build.topic()
    admin = staff("admin")
    log(page, "wagtail.edit", user=member("publisher"))
    renamed("publisher", "Zed Zimmer")
    User.objects.filter(pk=member("writer").pk).update(public_name="Pablo Marsh")
    for address in ("/admin/record/", f"/admin/pages/{page.pk}/history/"):
        assert "Pablo Marsh (now Zed Zimmer)" in admin.get(address).text, address


def test_a_history_and_withdrawn_pages_ask_for_former_names_once(staff):
    page, admin, user = build.topic(), staff("admin"), member("publisher")
    for number in range(6):
        log(page, "wagtail.edit", user=user)
        Withdrawal.objects.create(page=build.topic(f"Old {number}"), how="error", reason="Old.", withdrawn_by=user)
    renamed("publisher", "Zed Zimmer")
    for address in (f"/admin/pages/{page.pk}/history/", "/admin/withdrawn/"):
        with CaptureQueriesContext(connection) as asked:
            assert "Pablo Marsh (now Zed Zimmer)" in admin.get(address).text, address
        assert sum("people_formername" in one["sql"] for one in asked) == 1, address


def test_a_name_that_was_just_changed_is_known_at_once():
    user, then = member("publisher"), timezone.now()
    assert user.name_at(then) == "Pablo Marsh"
    user.public_name = "Zed Zimmer"
    user.save()
    assert user.name_at(then) == "Pablo Marsh (now Zed Zimmer)"


def test_the_record_says_from_what_to_what_an_account_was_changed(staff):
    writer, admin = member("writer"), staff("admin")
    renamed("writer", "Una Adler", credentials="MD", email="una@clinic.example")
    for address in ("/admin/record/", f"/admin/users/history/{writer.pk}/"):
        told = admin.get(address).text
        for words in ("“Wren Adeyemi” became “Una Adler”", "became “MD”", "became “una@clinic.example”"):
            assert words in told, address


def test_a_changed_address_is_told_to_the_old_one():
    renamed("writer", "Wren Adeyemi", email="una@clinic.example")
    letter = mail.outbox[-1]
    assert letter.to == ["writer@clinic.example"]
    assert "Another e-mail address, una@clinic.example, was entered" in letter.body


def test_a_login_changes_nothing():
    writer = member("writer")
    writer.save(update_fields=["last_login"])
    writer.save()
    assert not writer.former_names.exists()
    assert mail.outbox == []
