"""Remarks become rows of their own, which can be answered and closed; about shared texts, too."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

APPROVING = ("approved", "still_accurate", "shared")


def move_remarks(apps, schema_editor):
    Review, Remark = apps.get_model("review", "Review"), apps.get_model("review", "Remark")
    if not Review.objects.filter(outcome="changes_requested").exists():
        return
    types = apps.get_model("contenttypes", "ContentType").objects
    pages, _ = types.get_or_create(app_label="wagtailcore", model="page")
    for review in Review.objects.filter(outcome="changes_requested").iterator():
        later = Review.objects.filter(page=review.page_id, outcome__in=APPROVING, created_at__gt=review.created_at)
        ended = later.order_by("created_at").values_list("created_at", flat=True).first()
        read = {key: (label, words) for key, label, words in review.words}
        asked = {key: (*read[key], said) for key, said in review.remarks.items() if key in read}
        if not asked and review.note:
            asked = {"": ("", review.content_hash, review.note)}
        signed_by = ", ".join(filter(None, [review.reviewer_name, review.reviewer_title]))
        Remark.objects.bulk_create(
            Remark(
                content_type=pages,
                object_id=review.page_id,
                review=review,
                key=key,
                label=label[:250],
                words=words,
                said=said,
                asker_id=review.reviewer_id,
                asker_name=signed_by,
                created_at=review.created_at,
                closed_at=ended,
            )
            for key, (label, words, said) in asked.items()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("review", "0006_remarks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField()),
                ("key", models.CharField(blank=True, max_length=250)),
                ("label", models.CharField(blank=True, max_length=250)),
                ("words", models.TextField(blank=True)),
                ("said", models.TextField()),
                ("asker_name", models.CharField(max_length=400)),
                ("created_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(db_index=True, null=True)),
                ("answered_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("asker", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("content_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype")),
                ("review", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="review.review")),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["content_type", "object_id"], name="review_remark_about")],
            },
        ),
        migrations.RunPython(move_remarks, migrations.RunPython.noop),
    ]
