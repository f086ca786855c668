"""Sizes of pictures are made anew when they are shown: until 1.1.0 their names could be guessed."""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("content", "ClinicRendition").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0004_names_of_files")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
