from django.db import migrations


class Migration(migrations.Migration):
    """A table of one row never changes enough to be counted: what joins it is planned as if it had hundreds."""

    dependencies = [("faq", "0002_initial")]

    operations = [
        migrations.RunSQL(
            ["ALTER TABLE faq_faqindexpage SET (autovacuum_analyze_threshold = 0)", "ANALYZE faq_faqindexpage"],
            "ALTER TABLE faq_faqindexpage RESET (autovacuum_analyze_threshold)",
        ),
    ]
