"""Subjects are read above signed pages and signed by nobody: from now on publishers and admins keep them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    change = Permission.objects.filter(content_type__app_label="faq", codename__in=["add_subject", "change_subject"])
    for group in Group.objects.filter(name__in=["Writer", "Clinical reviewer"]):
        group.permissions.remove(*change)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_names_of_their_own"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
