from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic.jobs.mail.sending import report_trouble, send_waiting
from clinic.jobs.mail.server import ServerTrouble
from clinic.people.roles import members


class Command(BaseCommand):
    help = "Hands stored mail to the mail server (EMAIL_URL). Safe to run several times at once."

    def handle(self, *args, **options):
        if not settings.HAS_MAIL_SERVER:
            return self.say(options, "No mail server is set (EMAIL_URL): mail is kept, see “Mail” in the admin.")
        try:
            sent = send_waiting()
        except ServerTrouble as trouble:
            raise CommandError(
                f"The mail server takes no mail: {trouble}. Nothing is lost; it is tried again."
            ) from None
        report_trouble(members("admin").exclude(email="").values_list("email", flat=True))
        self.say(options, f"{sent} messages sent.")

    def say(self, options, line):
        if options["verbosity"]:
            self.stdout.write(line)
