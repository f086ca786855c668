"""Somebody stays the same person under every name: theirs are nobody else's, and each act keeps the name of its day."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.log_actions import log

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


def test_two_renames_do_not_swap_who_did_what(staff):
    page = build.topic()
    admin = staff("admin")
    log(page, "wagtail.edit", user=member("publisher"))
    renamed("publisher", "Zed Zimmer")
    User.objects.filter(pk=member("writer").pk).update(public_name="Pablo Marsh")
    for address in ("/admin/record/", f"/admin/pages/{page.pk}/history/"):
        assert "Pablo Marsh (now Zed Zimmer)" in admin.get(address).text, address


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
