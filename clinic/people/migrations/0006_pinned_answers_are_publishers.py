"""What search shows first is live when it is saved: from now on publishers and admins choose it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    codenames = ["add_pinnedanswer", "change_pinnedanswer"]
    change = Permission.objects.filter(content_type__app_label="home", codename__in=codenames)
    for group in Group.objects.filter(name__in=["Writer", "Clinical reviewer"]):
        group.permissions.remove(*change)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_deputies"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
