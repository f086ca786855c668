"""Whoever signed under the name of their account keeps it: from now on only admins change the name patients see."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_names(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    User = apps.get_model("people", "User")
    for user in User.objects.filter(public_name=""):
        user.public_name = f"{user.first_name} {user.last_name}".strip() or user.username
        user.save(update_fields=["public_name"])


class Migration(migrations.Migration):
    dependencies = [("people", "0002_user_photo")]
    operations = [migrations.RunPython(keep_names, migrations.RunPython.noop)]
