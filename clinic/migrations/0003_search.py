from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """What search needs of Postgres: accents and endings do not matter, and the index is one that is used.

    Wagtail filters on (title || body) but has no index for that expression: every search would read every page.
    """

    dependencies = [("clinic", "0002_media_details_figures"), ("wagtailsearch", "0010_add_text_fields")]

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
    ]
