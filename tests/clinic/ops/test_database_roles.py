"""The public site and the staff process may do in the database what their work needs, and the server refuses the rest.

That their work does need no more is tried by every other test: its clients ask in the role of their process.
"""

import io
from datetime import timedelta

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from clinic import system_checks
from clinic.archive.models import Edition
from clinic.jobs import health
from clinic.jobs.models import LastRun, StoredMail
from clinic.ops.rights import everybody, wanted
from clinic.ops.rights.examining import is_owner, wrong
from clinic.ops.rights.giving import changes, give_rights
from clinic.pages.withdrawing import withdraw
from clinic.people.models import User
from clinic.review.models import Byline, Review, SignOffLink
from clinic.settings.databases import own_address, roles_in
from faq.models import GlossaryTerm
from home.models import SuggestedQuestion
from tests import builders as build
from tests.cast import in_role, member
from tests.database import own_database, url_of

pytestmark = pytest.mark.django_db
REFUSED = psycopg.errors.InsufficientPrivilege


def connected_as(process):
    """A connection that is that role's own: it can put on no other."""
    return psycopg.connect(url_of(own_database(), f"clinic_{process}"))


@pytest.fixture
def by():
    """`by("site")`: does a statement as that role and says whether the server let it; what it did is undone."""
    own = {process: connected_as(process) for process in ("site", "staff")}

    def role(process):
        def let(statement):
            try:
                own[process].execute(statement)
            except REFUSED:
                return False
            except psycopg.Error:
                return True  # It was let, and something else was wrong with it.
            finally:
                own[process].rollback()
            return True

        return let

    yield role
    for one in own.values():
        one.close()


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, min(a.attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0 "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT attisdropped GROUP BY 1 ORDER BY 1"
        )
        return dict(cursor.fetchall())


def doing(table, column):
    return {
        "SELECT": f'SELECT * FROM "{table}" LIMIT 1',
        "INSERT": f'INSERT INTO "{table}" DEFAULT VALUES',
        "UPDATE": f'UPDATE "{table}" SET "{column}" = DEFAULT',
        "DELETE": f'DELETE FROM "{table}" WHERE false',
        "TRUNCATE": f'TRUNCATE "{table}" CASCADE',
    }


def test_each_table_is_tried_as_each_role(by):
    site, staff = by("site"), by("staff")
    may = {"site": {}, "staff": {}}
    for table, column in tables().items():
        for what, statement in doing(table, column).items():
            for process, let in (("site", site), ("staff", staff)):
                if let(statement):
                    may[process].setdefault(table, set()).add(what)
    written = {table: what - {"SELECT"} for table, what in may["site"].items() if what - {"SELECT"}}
    assert written == {
        "content_clinicrendition": {"INSERT"},
        "home_searchcount": {"INSERT", "UPDATE"},
        "home_suggestedquestion": {"INSERT"},
        "website_triesofvisitors": {"INSERT", "UPDATE", "DELETE"},
    }
    for table in ("people_user", "mfa_authenticator", "django_session", "jobs_storedmail", "wagtailcore_revision"):
        assert "SELECT" not in may["site"].get(table, ())
    assert may["site"].keys() == wanted.READ | wanted.VISITORS["write"].keys()
    everything = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert {table: what for table, what in may["staff"].items() if what != everything} == {
        "archive_edition": {"SELECT", "INSERT", "DELETE"},
        "django_migrations": {"SELECT"},
        "review_review": {"SELECT", "INSERT", "DELETE"},
        "wagtailcore_modellogentry": {"SELECT", "INSERT"},
        "wagtailcore_pagelogentry": {"SELECT", "INSERT"},
    }


def test_every_table_is_said_to_be_open_or_closed(monkeypatch):
    assert wanted.unclear(tables()) == []
    monkeypatch.setattr(wanted, "CLOSED", wanted.CLOSED - {"mfa_authenticator"} | {"wagtailcore_page"})
    found = system_checks.every_table_is_open_or_closed(None)
    assert ["mfa_authenticator" in found[0].msg, "wagtailcore_page" in found[1].msg, len(found)] == [True, True, 2]


def test_a_new_table_is_closed_for_visitors_until_it_is_listed():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE new_thing (secret text)")
        give_rights()
        cursor.execute("SELECT has_table_privilege('clinic_site', 'new_thing', 'SELECT')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT has_table_privilege('clinic_staff', 'new_thing', 'INSERT')")
        assert cursor.fetchone() == (True,)


SERVER = [
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT pg_ls_dir('/')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY people_user FROM PROGRAM 'true'",
    "COPY django_migrations TO '/tmp/clinic-copied'",
    "SELECT lo_import('/etc/hostname')",
    f"SET ROLE {django_settings.DATABASES['default']['USER']}",
    f"SET SESSION AUTHORIZATION {django_settings.DATABASES['default']['USER']}",
    "SET session_replication_role = replica",
    "ALTER TABLE review_review DISABLE TRIGGER ALL",
    "ALTER TABLE faq_topicpage DISABLE ROW LEVEL SECURITY",
    "CREATE TABLE public.mine (secret text)",
    "CREATE TEMPORARY TABLE faq_topicpage AS SELECT 'false words' AS short_answer",
    "CREATE ROLE another SUPERUSER",
    "ALTER ROLE clinic_site SUPERUSER",
    f"GRANT {django_settings.DATABASES['default']['USER']} TO clinic_staff",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION public.clinic_is_owner(oid) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
]


@pytest.mark.parametrize("process", ["site", "staff"])
def test_neither_reaches_the_server_or_another_role(by, process):
    let = by(process)
    assert [statement for statement in SERVER if let(statement)] == []


# What the site cannot read ----------------------------------------------------------------------------------------


def test_no_secret_is_in_what_visitors_can_read():
    seed_secrets("kestrel")
    with in_role("site"), connection.cursor() as cursor:
        seen = list(readable(cursor))
    # All but the index of Wagtail's search, which the JSON needs: words of drafts, each without its ending.
    assert {place for place, words in seen if "kestrel" in words} <= {("wagtailsearch_indexentry", "body")}
    # It was looked, and what is public was found.
    assert any("What is CRPS?" in words for place, words in seen if place == ("wagtailcore_page", "title"))
    with connection.cursor() as cursor:
        assert len({place for place, words in readable(cursor) if "kestrel" in words}) >= 14


def readable(cursor):
    """Yield ((table, column), all its words) of each column that can be read."""
    cursor.execute(
        "SELECT c.relname, attname FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 "
        "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT attisdropped "
        "AND has_column_privilege(c.oid, attnum, 'SELECT')"
    )
    for table, column in cursor.fetchall():
        cursor.execute(f'SELECT string_agg("{column}"::text, \' \') FROM "{table}"')
        yield (table, column), cursor.fetchone()[0] or ""


def seed_secrets(word):
    """`word` in every place that is not for visitors."""
    topic, hidden = build.topic(), build.topic("A draft", live=False, short_answer=f"<p>{word}</p>")
    topic.short_answer = f"<p>{word}</p>"
    topic.save_revision()
    writer = member("writer")
    User.objects.filter(pk=writer.pk).update(password=word, email=f"{word}@clinic.example", username=word)
    Authenticator.objects.create(user=writer, type="totp", data={"secret": word})
    StoredMail.objects.create(recipient=word, sender=word, subject=word, content=word.encode())
    LastRun.objects.create(job="try", failure=word)
    SuggestedQuestion.keep(word, "en")
    PageLogEntry.objects.log_action(topic, "wagtail.edit", user=writer, data={"words": word})
    Review.objects.filter(page=topic).update(note=word, voided_why=word, overrides={"why": word})
    Byline.objects.create(page_id=topic.pk, role="writer", person=writer, name=word, asked_by=writer)
    SignOffLink.objects.create(
        page_id=topic.pk, revision=Revision.objects.first(), content_hash="", token_hash=word, clinician_name=word,
        clinician_title=word, clinician_email=f"{word}@a.example", expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    GlossaryTerm.objects.create(word="unsaid", meaning=word, live=False)
    withdraw(build.topic("Another"), None, "error", word)
    return hidden


# What staff cannot alter ------------------------------------------------------------------------------------------


@pytest.fixture
def topic():
    """Published, with a line in the log."""
    page = build.topic()
    PageLogEntry.objects.log_action(page, "wagtail.edit")
    ModelLogEntry.objects.log_action(member("admin"), "wagtail.edit")
    return page


ALTERED = {
    "a line of the log": "UPDATE wagtailcore_pagelogentry SET label = 'another'",
    "who did it": "UPDATE wagtailcore_pagelogentry SET user_id = NULL",
    "a line that goes": "DELETE FROM wagtailcore_pagelogentry",
    "all lines": "TRUNCATE wagtailcore_pagelogentry",
    "a line about an account": "DELETE FROM wagtailcore_modellogentry",
    "words that were approved": "UPDATE review_review SET words = '[]'",
    "who approved them": "UPDATE review_review SET reviewer_name = 'Another'",
    "an account under it": "UPDATE review_review SET reviewer_id = (SELECT max(id) FROM people_user)",
    "a signature that ended": "UPDATE review_review SET voided_at = NULL, voided_why = ''",
    "an approval that goes": "DELETE FROM review_review",
    "all approvals": "TRUNCATE review_review CASCADE",
    "what patients read": "UPDATE archive_edition SET html = 'another'",
    "until when": "UPDATE archive_edition SET live_to = now()",
    "an edition that goes": "DELETE FROM archive_edition",
    "a page that was published": "DELETE FROM wagtailcore_page WHERE live",
    "that it was published": "UPDATE wagtailcore_page SET first_published_at = NULL WHERE live",
}


@pytest.mark.parametrize("what", ALTERED)
@pytest.mark.parametrize("by_mistake", [False, True], ids=["as listed", "with all rights"])
def test_staff_cannot_alter(topic, what, by_mistake):
    Review.objects.void("It ended")
    Edition.objects.update(live_to=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if by_mistake:
            cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO clinic_staff")
        with in_role("staff"), pytest.raises(ProgrammingError, match="record|permission denied"), transaction.atomic():
            cursor.execute(ALTERED[what])


def test_staff_do_what_their_work_needs(topic):
    leaver = User.objects.create_user("leaver", password="secret-of-a-leaver")
    Review.objects.filter(page=topic).update(reviewer=leaver)
    draft = build.topic("A draft", live=False)
    Review.objects.create(page_id=draft.pk, content_hash="", outcome="changes_requested", reviewer_name="Dr Okafor")
    with in_role("staff"):
        assert not is_owner()
        Review.objects.of(topic).void("It was changed")
        Edition.objects.of(topic).open().update(live_to=timezone.now())
        leaver.delete()
        Page.objects.get(pk=draft.pk).delete()
    assert not Review.objects.filter(page=draft.pk).exists()
    assert Review.objects.of(topic).get().reviewer is None
    assert is_owner()


# Kept so ----------------------------------------------------------------------------------------------------------


def test_what_somebody_gave_beside_is_named_and_taken_back():
    assert changes() == [] and list(wrong()) == []
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON people_user, jobs_storedmail TO clinic_site")
        cursor.execute("GRANT UPDATE (note) ON review_review TO PUBLIC")
        cursor.execute("REVOKE SELECT ON wagtailcore_page FROM clinic_site")
        cursor.execute("ALTER TABLE faq_topicpage DISABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE review_review DISABLE TRIGGER USER")
    assert len(changes()) > 5
    [sentence] = wrong()
    assert "python manage.py upgrade puts them right" in sentence
    give_rights()
    assert changes() == []


MORE_FOR_EVERYBODY = ["CREATE ON SCHEMA public", "TEMPORARY ON DATABASE {}"]


@pytest.mark.parametrize("what", MORE_FOR_EVERYBODY)
def test_what_everybody_may_is_taken_back(what):
    """In a database from before Postgres 15, and in one that was restored."""
    what = what.format(own_database())
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT {what} TO PUBLIC")
    assert changes() == [f"REVOKE {what} FROM PUBLIC"]
    give_rights()
    assert changes() == []


def test_what_only_the_servers_admin_may_take_back_is_asked_for(monkeypatch):
    """Before Postgres 15 the schema is not the owner's of the database."""
    held = [("CREATE ON SCHEMA public", False)]
    monkeypatch.setattr(everybody, "asked", lambda query: held if query == everybody.HELD else [("clinic", "db")])
    [sentence] = wrong()
    assert "database_roles" in sentence
    out = io.StringIO()
    call_command("database_roles", stdout=out)
    assert out.getvalue().splitlines()[-3:] == [
        r"\connect db",
        "GRANT CREATE ON SCHEMA public TO clinic;",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
    ]


def test_a_role_that_may_more_is_named():
    with connection.cursor() as cursor:
        cursor.execute("ALTER ROLE clinic_site CREATEDB")
    assert ["clinic_site" in sentence for sentence in wrong()] == [True]


def test_one_address_for_all_is_said(settings, staff, monkeypatch):
    settings.DATABASE_ROLES = {}
    assert [sentence.split(" uses the database as its owner")[0] for sentence in wrong()] == [
        "The public site",
        "The admin",
    ]
    words = "The admin uses the database as its owner."
    assert words not in staff("admin").get("/admin/board/").content.decode()
    monkeypatch.setattr(health, "is_owner", lambda: True)
    assert words in staff("admin").get("/admin/board/").content.decode()
    assert words not in staff("writer").get("/admin/board/").content.decode()


def test_roles_that_cannot_be_made_are_asked_for_in_sql(settings):
    settings.DATABASE_ROLES = {"site": {"name": "clinic_other", "password": "a secret"}}
    out = io.StringIO()
    call_command("database_roles", stdout=out)
    assert out.getvalue().startswith('CREATE ROLE "clinic_other" LOGIN NOSUPERUSER')
    assert "PASSWORD 'SCRAM-SHA-256$" in out.getvalue() and "a secret" not in out.getvalue()
    give_rights()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'clinic_other'")
        assert cursor.fetchone() == (True, False)


@pytest.mark.parametrize(
    ("process", "role"), [("site", "site"), ("staff", "staff"), ("worker", "staff"), ("", "owner")]
)
def test_each_process_takes_its_own_address(monkeypatch, process, role):
    monkeypatch.setenv("CLINIC_PROCESS", process)
    addresses = {one: f"postgres://of_{one}@db/clinic" for one in ("owner", "site", "staff")}
    assert own_address(addresses) == f"postgres://of_{role}@db/clinic"
    assert roles_in(addresses | {"staff": addresses["owner"]}) == {"site": {"name": "of_site", "password": ""}}
