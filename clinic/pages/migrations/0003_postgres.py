from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """What the site needs of Postgres beside its tables.

    - Search: accents and endings do not matter.
    - Wagtail filters on (title || body) but has no index for that expression: every search would read every page. And
      staff's search joins pages to its entries by their number as text.
    - A table of one row, or of none, never changes enough to be counted: what joins it is planned as for hundreds.
    """

    dependencies = [
        ("pages", "0002_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            """CREATE TEXT SEARCH CONFIGURATION clinic_en (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION clinic_en
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;""",
            "DROP TEXT SEARCH CONFIGURATION clinic_en;",
        ),
        migrations.RunSQL(
            "CREATE INDEX clinic_title_or_body ON wagtailsearch_indexentry USING gin ((title || body));",
            "DROP INDEX clinic_title_or_body;",
        ),
        migrations.RunSQL(
            "CREATE INDEX clinic_page_number_as_text ON wagtailcore_page ((id::varchar(50)))",
            "DROP INDEX clinic_page_number_as_text",
        ),
        migrations.RunSQL(
            ["ALTER TABLE pages_bin SET (autovacuum_analyze_threshold = 0)", "ANALYZE pages_bin"],
            "ALTER TABLE pages_bin RESET (autovacuum_analyze_threshold)",
        ),
    ]
