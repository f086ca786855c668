"""Names of writers that stand under live topics go on to, as names that nobody was asked about."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_names(apps, schema_editor):
    topic, byline = apps.get_model("faq", "TopicPage"), apps.get_model("review", "Byline")
    for page in topic.objects.filter(live=True).exclude(author=None).select_related("author"):
        one = page.author
        name = one.public_name or f"{one.first_name} {one.last_name}".strip() or one.username
        title = ", ".join(filter(None, [one.credentials, one.role_title]))
        byline.objects.create(
            page_id=page.pk, role="writer", person_id=one.pk, name=name, title=title, agreed_at=timezone.now()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0004_case_series_is_a_design"),
        ("review", "0003_byline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="topicpage",
            name="author",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown to patients as the writer. Anybody but yourself is asked first, and not shown before.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
