"""The app that the project itself is."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from clinic.ops.memory import give_large_blocks_back
from clinic.ops.releases import OURS


class ClinicConfig(AppConfig):
    """System checks, static files and the catalogues of words. Everything else is in the rooms."""

    name = "clinic"
    verbose_name = "Clinic"

    def ready(self) -> None:
        """A room that follows what happens elsewhere has a `signals.py`."""
        from clinic import system_checks  # noqa: F401

        give_large_blocks_back()
        for room in apps.get_app_configs():
            if room.name.split(".")[0] in OURS and module_has_submodule(room.module, "signals"):
                import_module(f"{room.name}.signals")
