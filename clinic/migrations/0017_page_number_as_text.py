from django.db import migrations


class Migration(migrations.Migration):
    """Staff's search joins pages to its entries by their number as text: without an index it reads every page."""

    dependencies = [("clinic", "0016_crisis_line"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX clinic_page_number_as_text ON wagtailcore_page ((id::varchar(50)))",
            "DROP INDEX clinic_page_number_as_text",
        ),
    ]
