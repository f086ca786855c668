from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """The ground floor: what is true of any page, plus settings and urls."""

    name = "clinic"
    verbose_name = "Clinic"

    def ready(self):
        from clinic import checks, signals  # noqa: F401
        from clinic.links import signals as links
        from clinic.record import signals as record
        from clinic.withdrawing import keeping
        from clinic.withdrawing import signals as withdrawing

        keeping.guard()
        withdrawing.connect()
        links.connect()
        record.connect()
