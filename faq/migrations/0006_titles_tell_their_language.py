"""A source's title says in which language it was left when its entry was translated."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def tell(apps, schema_editor):
    Reference = apps.get_model("faq", "Reference")
    first = Reference.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    same = first.filter(translation_key=OuterRef("translation_key"), title=OuterRef("title"))
    others = Reference.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
    others.filter(Exists(same)).update(title_language=settings.LANGUAGE_CODE)


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0005_alter_topicpage_author"),
    ]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="title_language",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
