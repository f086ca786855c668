"""Names that accounts had before former names were kept: the log has each act on an account under the name of that day."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def keep(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    User, FormerName = apps.get_model("people", "User"), apps.get_model("people", "FormerName")
    Entry = apps.get_model("wagtailcore", "ModelLogEntry")
    for user in User.objects.all():
        mine = Entry.objects.filter(
            content_type__app_label="people", content_type__model="user", object_id=str(user.pk)
        ).order_by("timestamp")
        now = user.public_name or f"{user.first_name} {user.last_name}".strip() or user.username
        acts = [*mine.values_list("label", "timestamp"), (now, timezone.now())]
        for (name, _), (next_name, moment) in zip(acts, acts[1:], strict=False):
            if name != next_name:
                FormerName.objects.create(user=user, name=name, until=moment)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_former_names"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
