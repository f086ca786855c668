from django.db import migrations


class Migration(migrations.Migration):
    """A table of one row, or of none, never changes enough to be counted: what joins it is planned as for hundreds."""

    dependencies = [("clinic", "0017_page_number_as_text")]

    operations = [
        migrations.RunSQL(
            ["ALTER TABLE clinic_bin SET (autovacuum_analyze_threshold = 0)", "ANALYZE clinic_bin"],
            "ALTER TABLE clinic_bin RESET (autovacuum_analyze_threshold)",
        ),
    ]
