"""The triggers that note a change of what visitors read, in the same transaction, whoever makes it and however."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from modelcluster.fields import ParentalKey
from wagtail.models import Page, PageViewRestriction

# A table is watched unless it is named here: no page shows anything of these.
NEVER_SHOWN = {
    *("website_contentchange", "django_session", "django_content_type"),
    *("auth_group", "auth_permission", "auth_group_permissions", "people_user_groups", "people_user_user_permissions"),
    *("account_emailaddress", "account_emailconfirmation", "mfa_authenticator", "usersessions_usersession"),
    # Search reads its own index at every question, and no answer of it is kept.
    *("home_searchtext", "home_searchchange", "home_searchstate", "home_synonym", "home_pinnedanswer", "home_medicine"),
    *("home_searchcard", "home_searchcount", "home_suggestedquestion"),
    *("meaning_example", "meaning_threshold", "meaning_learned", "wagtailsearch_indexentry"),
    *("jobs_lastrun", "jobs_publishingfailure", "jobs_storedmail", "links_watchedlink", "links_linkuse"),
    *("checks_claimrule", "checks_checkedpage", "checks_keptfinding"),
    *("review_reminder", "review_signofflink", "review_meaningsaid", "review_clinician"),
    *("review_signofftask", "review_signofftask_groups", "review_publishtask", "review_publishtask_groups"),
    *("pages_bin", "pages_binnedpage", "editing_keptaside", "archive_match"),
    # Made of pictures when they are first shown: the picture itself is watched.
    *("content_clinicrendition", "wagtailimages_rendition"),
    *("wagtailusers_userprofile", "wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate"),
    *("wagtailcore_revision", "wagtailcore_referenceindex", "wagtailcore_uploadedfile"),
    *("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_pagesubscription"),
    *("wagtailcore_comment", "wagtailcore_commentreply"),
    *(
        "wagtailcore_workflow",
        "wagtailcore_workflowpage",
        "wagtailcore_workflowtask",
        "wagtailcore_workflowcontenttype",
    ),
    *("wagtailcore_workflowstate", "wagtailcore_task", "wagtailcore_taskstate"),
    *("wagtailcore_groupapprovaltask", "wagtailcore_groupapprovaltask_groups"),
    *("wagtailcore_grouppagepermission", "wagtailcore_groupcollectionpermission", "wagtailcore_groupsitepermission"),
}
# Columns of the others that no visitor sees, and that change all the time: in whatever has drafts, and in some tables.
OF_DRAFTS = {"latest_revision_id", "has_unpublished_changes", "go_live_at", "expire_at"}
NOT_SHOWN = {
    "people_user": {"last_login", "password", "deputy_id", "away_until"},
    "wagtailcore_page": {
        *("draft_title", "latest_revision_created_at", "numchild", "locked", "locked_at", "locked_by_id", "owner_id"),
    },
}
PAGES = Page._meta.db_table
# Rows of a page that also hold for the pages below it.
ALSO_BELOW = (PageViewRestriction,)

# The same page is noted once a transaction; one that changes very many is noted as a change of everything.
NOTE = """
CREATE OR REPLACE FUNCTION clinic_note(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE noted text := coalesce(current_setting('clinic.noted', true), ''); number bigint;
BEGIN
  IF noted = 'all' OR position(',' || changed || ',' in noted) > 0 THEN RETURN; END IF;
  IF length(noted) > 2000 THEN changed := NULL; END IF;
  INSERT INTO website_contentchange (page) VALUES (changed) RETURNING id INTO number;
  PERFORM set_config('clinic.noted', coalesce(noted || ',' || changed || ',', 'all'), true);
  DELETE FROM website_contentchange WHERE id IN (
    SELECT id FROM website_contentchange WHERE id < number - 1000 ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED);
END $$;
CREATE OR REPLACE FUNCTION clinic_note_everything() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM clinic_note(NULL); RETURN NULL; END $$;
"""
NOTE_BY = """
CREATE OR REPLACE FUNCTION clinic_note_by_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed bigint;
BEGIN
  FOREACH changed IN ARRAY ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.{column} END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.{column} END] LOOP
    IF changed IS NOT NULL AND (TG_TABLE_NAME = '{pages}' OR EXISTS (SELECT 1 FROM {pages} WHERE id = changed AND live))
    THEN PERFORM clinic_note(changed); END IF;
  END LOOP;
  RETURN NULL;
END $$;
"""


def watched() -> list[type[models.Model]]:
    """Models of the tables of which pages may show something."""
    own = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return [model for model in own if model._meta.db_table not in NEVER_SHOWN]


def page_column(model: Any) -> str:
    """The column that tells of which page a row is; empty where it may show on any."""
    if issubclass(model, Page):
        return model._meta.pk.column
    for field in model._meta.local_fields:
        is_own = isinstance(field, ParentalKey) or (field.name == "page" and model not in ALSO_BELOW)
        if is_own and field.related_model and issubclass(field.related_model, Page):
            return field.column
    return ""


def triggers() -> Iterator[tuple[str, str, str]]:
    """Yield (table, name, SQL) of each. The name changes with what it does."""
    for model in watched():
        table, column = model._meta.db_table, page_column(model)
        function = f"clinic_note_by_{column}" if column else "clinic_note_everything"
        for event, condition in conditions(model):
            does = f'AFTER {event} ON "{table}" FOR EACH ROW {condition} EXECUTE FUNCTION {function}()'
            name = f"clinic_note_{sha256(does.encode()).hexdigest()[:12]}"
            yield table, name, f"CREATE TRIGGER {name} {does}"


def conditions(model: type[models.Model]) -> list[tuple[str, str]]:
    """Each event with the condition under which it is noted: drafts are not, nor what changes nothing."""
    table = model._meta.db_table
    hidden = OF_DRAFTS | NOT_SHOWN.get(table, set())
    shown = [field.column for field in model._meta.local_concrete_fields if field.column not in hidden]
    old, new = (", ".join(f'{row}."{column}"' for column in shown) for row in ("OLD", "NEW"))
    differs = f"ROW({old}) IS DISTINCT FROM ROW({new})"
    if table == PAGES:
        return [
            ("INSERT", "WHEN (NEW.live)"),
            ("DELETE", "WHEN (OLD.live)"),
            ("UPDATE", f"WHEN ((OLD.live OR NEW.live) AND {differs})"),
        ]
    return [("INSERT OR DELETE", ""), ("UPDATE", f"WHEN ({differs})")]


def install() -> None:
    """Make the triggers that are missing, and drop those that are of an earlier version."""
    wanted = {(table, name): sql for table, name, sql in triggers()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NOTE + "".join(NOTE_BY.format(column=one, pages=PAGES) for one in columns()))
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'clinic\\_note\\_%'")
        there = {(table.strip('"'), name) for table, name in cursor.fetchall()}
        for table, name in there - wanted.keys():
            cursor.execute(f'DROP TRIGGER {name} ON "{table}"')
        for missing in wanted.keys() - there:
            cursor.execute(wanted[missing])


def columns() -> set[str]:
    return {column for model in watched() if (column := page_column(model))}
