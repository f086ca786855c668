"""Mail waits for its server: nothing is lost, nothing comes twice, and nobody waits for it."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from wagtail.admin.mail import send_mail as wagtail_send_mail

from clinic.jobs import tasks
from clinic.jobs.mail import delivery
from clinic.jobs.mail import server as mail_server
from clinic.jobs.mail.server import dotted
from clinic.jobs.models import LastRun, StoredMail
from tests.cast import member
from tests.database import url_of
from tests.jobs import do_waiting_jobs, here, let_jobs_wait
from tests.mail_server import BlackHole, MailServerOfTest

SECRET = "a sentence nobody else may read"
State = StoredMail.State


@pytest.fixture
def post_office(settings):
    """A mail server that is not running yet, and settings that point to it."""
    server = MailServerOfTest()
    settings.EMAIL_BACKEND = "clinic.jobs.mail.backend.KeepFirst"
    settings.HAS_MAIL_SERVER = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
    yield server
    server.stop()


@pytest.fixture
def running(post_office):
    post_office.start()
    return post_office


def write(*to, subject="Please check", text=SECRET):
    return EmailMessage(subject, text, to=list(to) or ["ruth@clinic.example"]).send()


def run_job():
    """Delivers what may be tried now and reports what cannot be, as the worker does; its last trouble as text."""
    do_waiting_jobs()
    tasks.report_undelivered_mail()
    do_waiting_jobs()
    return (
        LastRun.objects.filter(job="send_mail", failures_in_row__gt=0).values_list("failure", flat=True).first() or ""
    )


def later(minutes=0, days=0):
    """Makes every message older, as if that much time had passed."""
    span = timedelta(minutes=minutes, days=days)
    for mail in StoredMail.objects.all():
        moved = {
            name: value - span
            for name in ("created_at", "trying_since", "handed_at", "sent_at")
            if (value := getattr(mail, name))
        }
        StoredMail.objects.filter(pk=mail.pk).update(**moved)
    let_jobs_wait(span)


def states():
    return sorted(StoredMail.objects.values_list("recipient", "state"))


# Storing ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_message_is_stored_and_not_sent(post_office):
    assert write() == 1
    mail = StoredMail.objects.get()
    assert (mail.recipient, mail.subject, mail.state) == ("ruth@clinic.example", "Please check", State.WAITING)
    assert SECRET in bytes(mail.content).decode()


@pytest.mark.django_db
def test_it_belongs_to_the_transaction_that_caused_it(post_office):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert not StoredMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_its_job_names_the_message_and_nothing_of_it(post_office):
    write()
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("send_mail", {"mail_id": StoredMail.objects.get().pk})


@pytest.mark.django_db
def test_wagtails_own_mail_is_stored_too(post_office):
    wagtail_send_mail("Submitted", "Have a look", ["pablo@clinic.example"], html_message="<p>Have a look</p>")
    assert StoredMail.objects.get().subject == "Submitted"


@pytest.mark.django_db
def test_each_recipient_has_a_row_of_their_own_and_blind_copies_stay_blind(running):
    EmailMessage("News", "Text", to=["a@x.example", "b@x.example"], cc=["c@x.example"], bcc=["d@x.example"]).send()
    assert StoredMail.objects.count() == 4
    assert run_job() == ""
    assert running.box.recipients == ["a@x.example", "b@x.example", "c@x.example", "d@x.example"]
    assert not any("d@x.example" in message.as_string() for _, message in running.box.arrived)


@pytest.mark.django_db
def test_an_address_that_is_none_stops_nothing(running):
    write("not an address@@")
    write("ada@clinic.example")
    assert run_job() == ""
    assert ("not an address@@", State.PARKED) in states()
    assert "ada@clinic.example" in running.box.recipients


@pytest.mark.django_db
def test_nothing_is_sent_twice_within_one_message(running):
    write("ada@clinic.example", "ada@clinic.example")
    run_job()
    assert running.box.recipients == ["ada@clinic.example"]


@pytest.mark.django_db
def test_a_request_does_not_wait_for_the_mail_server(post_office, settings, anyone):
    member("writer")
    with BlackHole() as hole:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = hole.port, 5
        began = time.monotonic()
        answer = anyone.post("/admin/password_reset/", {"email": "writer@clinic.example"})
        took = time.monotonic() - began
    assert answer.status_code == 302
    do_waiting_jobs()
    assert StoredMail.objects.get().recipient == "writer@clinic.example"
    assert took < 4


# Handing over -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_arrives_is_what_was_written(running):
    text = "Liebe Ärztin,\n.a line that begins with a dot\n.\n..\nend ✓"
    mail = EmailMultiAlternatives("Prüfung – bitte", text, "Clinic <office@clinic.example>", ["ruth@clinic.example"])
    mail.attach_alternative("<p>Ärztin</p>", "text/html")
    mail.attach("page.txt", "words", "text/plain")
    mail.send()
    run_job()
    [(_, message)] = running.box.arrived
    assert message["Subject"] == "Prüfung – bitte"
    assert message["From"] == "Clinic <office@clinic.example>"
    assert message.get_body(("plain",)).get_content().strip().splitlines() == text.splitlines()
    assert message.get_body(("html",)).get_content().strip() == "<p>Ärztin</p>"
    assert [part.get_filename() for part in message.iter_attachments()] == ["page.txt"]


def test_dots_are_doubled_as_smtp_asks():
    assert dotted(b".a\r\nb\r\n..c") == b"..a\r\nb\r\n...c\r\n.\r\n"


@pytest.mark.django_db
def test_the_text_is_thrown_away_once_the_server_has_it(running):
    write()
    run_job()
    mail = StoredMail.objects.get()
    assert (mail.state, mail.content) == (State.SENT, None)
    assert mail.sent_at


@pytest.mark.django_db
def test_a_server_that_is_down_loses_nothing_and_gets_each_once_when_it_returns(post_office):
    for number in range(5):
        write(f"{number}@x.example")
    assert "takes no mail" in run_job()
    later(minutes=2)
    assert "takes no mail" in run_job()
    assert {state for _, state in states()} == {State.WAITING}
    later(minutes=2)
    post_office.start()
    assert run_job() == ""
    assert run_job() == ""
    assert post_office.box.recipients == [f"{number}@x.example" for number in range(5)]


@pytest.mark.django_db
def test_a_server_that_was_down_for_days_parks_nothing(post_office):
    write()
    for _ in range(8):
        run_job()
        later(days=1)
    assert states() == [("ruth@clinic.example", State.WAITING)]


@pytest.mark.django_db
def test_a_name_that_leads_nowhere_is_like_a_server_that_is_down(post_office, settings):
    settings.EMAIL_HOST = "mail.invalid"
    write()
    assert "takes no mail" in run_job()
    assert states() == [("ruth@clinic.example", State.WAITING)]


@pytest.mark.django_db
def test_a_server_that_never_answers_is_given_up_soon(post_office, settings):
    with BlackHole() as hole:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = hole.port, 0.3
        for number in range(3):
            write(f"{number}@x.example")
        began = time.monotonic()
        assert "takes no mail" in run_job()
        assert time.monotonic() - began < 2
    assert {state for _, state in states()} == {State.WAITING}


def test_every_step_waits_five_seconds_at_most():
    assert project.EMAIL_TIMEOUT == 5


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["550 no such user", "451 try later", "554 no thanks", "552 too big"])
def test_one_that_is_refused_does_not_hold_up_the_others(running, answer):
    running.box.refuse["gone@x.example"] = answer
    write("gone@x.example")
    write("ada@clinic.example")
    assert run_job() == ""
    assert running.box.recipients == ["ada@clinic.example"]
    assert ("gone@x.example", State.WAITING) in states()


@pytest.mark.django_db
def test_one_at_which_the_server_hangs_up_does_not_keep_the_others_back_for_ever(running):
    running.box.refuse["odd@x.example"] = "421 closing the line"
    write("odd@x.example")
    for number in range(3):
        write(f"{number}@x.example")
    assert "takes no mail: 421" in run_job()
    assert running.box.recipients == []
    later(minutes=2)
    run_job()
    assert running.box.recipients == ["0@x.example", "1@x.example", "2@x.example"]
    assert ("odd@x.example", State.WAITING) in states()


@pytest.mark.django_db
def test_while_the_server_is_away_one_message_a_minute_asks_it(post_office, monkeypatch):
    asked = []
    hand_over = delivery.hand_over
    monkeypatch.setattr(delivery, "hand_over", lambda mail: asked.append(mail.recipient) or hand_over(mail))
    for number in range(3):
        write(f"{number}@x.example")
    run_job()
    run_job()
    assert asked == ["0@x.example"]
    later(minutes=2)
    run_job()
    assert asked == ["0@x.example", "1@x.example"]


@pytest.mark.django_db
def test_a_message_refused_five_times_is_parked_and_reported(running, staff):
    staff("admin")
    running.box.refuse["gone@x.example"] = "550 no such user"
    write("gone@x.example")
    for number in range(8):
        write(f"{number}@x.example")
        run_job()
        later(minutes=6)
    assert ("gone@x.example", State.PARKED) in states()
    parked = StoredMail.objects.get(recipient="gone@x.example")
    assert (parked.refusals, parked.problem) == (5, "The mail server refused it: 550 to the recipient's address.")
    [report] = [message for to, message in running.box.arrived if to == "admin@clinic.example"]
    assert "gone@x.example" in report.get_content()
    assert SECRET not in report.get_content()


@pytest.mark.django_db
def test_a_report_that_cannot_be_delivered_is_not_reported_in_turn(running, staff):
    staff("admin")
    running.box.refuse |= {"gone@x.example": "550 no", "admin@clinic.example": "550 no"}
    write("gone@x.example")
    for number in range(14):
        write(f"{number}@x.example")
        run_job()
        later(minutes=6)
    assert StoredMail.objects.filter(recipient="admin@clinic.example").count() == 1


@pytest.mark.django_db
def test_a_server_that_refuses_everybody_for_hours_parks_nothing(running):
    running.box.to_text = "554 transaction failed"
    for number in range(3):
        write(f"{number}@x.example")
    for _ in range(10):
        run_job()
        later(minutes=6)
    running.box.to_text = None
    assert run_job() == ""
    assert running.box.recipients == ["0@x.example", "1@x.example", "2@x.example"]


@pytest.mark.django_db
def test_a_server_that_refuses_everybody_is_not_asked_for_each_of_thousands(running):
    running.box.to_text = "554 transaction failed"
    for number in range(60):
        write(f"{number}@x.example")
    assert "refused all of 20" in run_job()
    assert StoredMail.objects.exclude(problem="").count() == 20


@pytest.mark.django_db
def test_one_that_was_refused_for_a_day_is_parked_even_if_the_server_takes_nobodys_mail(running):
    running.box.to_text = "554 transaction failed"
    write()
    later(days=2)
    run_job()
    assert states() == [("ruth@clinic.example", State.PARKED)]


@pytest.mark.django_db
def test_a_line_that_breaks_after_the_text_leaves_it_undecided_and_unsent(running, settings, staff):
    staff("admin")
    settings.EMAIL_TIMEOUT = 0.4
    running.box.hold = threading.Event()
    write()
    write("ada@clinic.example")
    assert "broke while it was handed over" in run_job()
    running.box.hold.set()
    running.box.hold = None
    assert ("ruth@clinic.example", State.UNSURE) in states()
    later(minutes=2)
    assert run_job() == ""
    assert run_job() == ""
    texts = [message.get_content() for to, message in running.box.arrived if to == "admin@clinic.example"]
    assert len(texts) == 1
    assert "ruth@clinic.example: perhaps delivered" in texts[0]
    assert running.box.recipients.count("ada@clinic.example") == 1
    assert running.box.recipients.count("ruth@clinic.example") <= 1


@pytest.fixture
def killed(monkeypatch):
    """`killed(module, name)`: a worker takes the waiting job and is killed where it calls that function."""

    def kill(module, name):
        def die(*args, **kwargs):
            raise KeyboardInterrupt

        job = ProcrastinateJob.objects.get(status="todo")
        ProcrastinateJob.objects.update(status="doing")
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(module, name, die)
            delivery.send_mail(**job.args)

    return kill


def run_next_worker():
    """Finds the jobs of workers that are gone, as it does every minute."""
    with here():
        tasks.retry_stalled_jobs()
    later(minutes=1)
    run_job()


@pytest.mark.django_db
def test_a_worker_killed_before_the_text_is_made_good_for(running, killed):
    write()
    killed(mail_server, "address")
    run_job()
    assert running.box.arrived == []
    run_next_worker()
    assert running.box.recipients == ["ruth@clinic.example"]


@pytest.mark.django_db
def test_a_worker_killed_between_handing_over_and_noting_it_sends_at_most_once(running, killed):
    write()
    killed(mail_server, "say_goodbye")
    run_next_worker()
    assert states() == [("ruth@clinic.example", State.WAITING)]
    later(minutes=11)
    run_job()
    assert running.box.recipients == ["ruth@clinic.example"]
    assert states() == [("ruth@clinic.example", State.UNSURE)]


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_have_the_same_message_one_hands_it_over(running):
    """As when a worker that was thought dead wakes up again."""
    write()
    mail = StoredMail.objects.get()
    both_know_the_address = threading.Barrier(3)
    begin_hand_over = StoredMail.begin_hand_over

    class Meeting(StoredMail):
        class Meta:
            proxy = True
            app_label = "jobs"

        def begin_hand_over(self):
            both_know_the_address.wait(10)
            return begin_hand_over(self)

    def work():
        try:
            delivery.deliver(Meeting.objects.get(pk=mail.pk))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert running.box.recipients == ["ruth@clinic.example"]
    assert states() == [("ruth@clinic.example", State.SENT)]


@pytest.fixture
def workers():
    """`workers(port)` starts `manage.py worker`, a process of its own on this test's database."""
    started = []

    def start(port):
        asked = {"DATABASE_URL": url_of(connection.settings_dict["NAME"]), "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        environment = os.environ | asked | {"DJANGO_SETTINGS_MODULE": "clinic.settings.test"}
        started.append(subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=project.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_kill_minus_nine_in_the_middle_loses_nothing_and_doubles_nothing(running, workers):
    for number in range(3):
        write(f"{number}@x.example")
    running.box.hold = threading.Event()
    worker = workers(running.port)
    assert running.box.texts.acquire(timeout=60)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    running.box.hold.set()
    running.box.hold = None
    ProcrastinateWorker.objects.update(last_heartbeat=timezone.now() - timedelta(minutes=1))
    run_next_worker()
    later(minutes=11)
    run_job()
    assert ("0@x.example", State.UNSURE) in states()
    assert running.box.recipients.count("0@x.example") <= 1
    assert [running.box.recipients.count(f"{number}@x.example") for number in (1, 2)] == [1, 1]


@pytest.mark.django_db
def test_no_text_no_subject_and_no_address_is_logged(running, caplog):
    caplog.set_level(0)
    running.box.refuse["gone@x.example"] = f"550 {SECRET} to gone@x.example"
    write("gone@x.example", subject="Very private subject")
    write("ada@clinic.example", subject="Very private subject")
    run_job()
    running.stop()
    write("ada@clinic.example")
    problem = run_job()
    logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail."))
    for word in (SECRET, "Very private subject", "gone@x.example", "ada@clinic.example"):
        assert word not in logged
        assert word not in problem
    assert SECRET not in "".join(StoredMail.objects.values_list("problem", flat=True))


@pytest.mark.django_db
def test_old_messages_are_forgotten(running):
    write()
    run_job()
    later(days=31)
    with here():
        tasks.remove_old_jobs()
    assert not StoredMail.objects.exists()


# Without a mail server ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_server_mail_is_kept_and_never_goes_out_by_surprise(post_office, settings):
    settings.HAS_MAIL_SERVER = False
    write()
    assert run_job() == ""
    settings.HAS_MAIL_SERVER = True
    post_office.start()
    run_job()
    assert states() == [("ruth@clinic.example", State.KEPT)]
    assert post_office.box.arrived == []


# The page -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_admin_sees_to_whom_about_what_and_in_what_state_but_no_text(post_office, staff):
    write()
    page = staff("admin").get("/admin/reports/mail/")
    seen = page.content.decode()
    for word in ("ruth@clinic.example", "Please check", "Waiting"):
        assert word in seen
    assert SECRET not in seen


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_nobody_else_sees_it(post_office, staff, role):
    write()
    for answer in (
        staff(role).get("/admin/reports/mail/", follow=True),
        staff(role).get("/admin/reports/mail/results/", follow=True),
        staff(role).get("/admin/", follow=True),
    ):
        assert "ruth@clinic.example" not in answer.content.decode()
        assert "/admin/reports/mail/" not in answer.content.decode()
    StoredMail.objects.update(state=State.PARKED)
    staff(role).post("/admin/reports/mail/decide/", {"state": "parked", "decision": "send"})
    assert states() == [("ruth@clinic.example", State.PARKED)]


@pytest.mark.django_db
def test_the_admin_sends_parked_messages_again_or_leaves_them(running, staff):
    write("a@x.example")
    write("b@x.example")
    StoredMail.objects.filter(recipient="a@x.example").update(state=State.PARKED, refusals=5)
    StoredMail.objects.filter(recipient="b@x.example").update(state=State.UNSURE)
    page = staff("admin").get("/admin/reports/mail/").content.decode()
    assert "they may arrive twice" in page
    staff("admin").post("/admin/reports/mail/decide/", {"state": "parked", "decision": "send"})
    staff("admin").post("/admin/reports/mail/decide/", {"state": "unsure", "decision": "leave"})
    run_job()
    assert states() == [("a@x.example", State.SENT), ("b@x.example", State.LEFT)]
    assert running.box.recipients == ["a@x.example"]
    assert StoredMail.objects.get(recipient="b@x.example").content is None


@pytest.mark.django_db
@pytest.mark.parametrize("posted", [{}, {"state": "sent", "decision": "send"}, {"state": "x", "decision": "leave"}])
def test_a_decision_about_nothing_changes_nothing(running, staff, posted):
    write()
    run_job()
    assert staff("admin").post("/admin/reports/mail/decide/", posted).status_code == 302
    assert states() == [("ruth@clinic.example", State.SENT)]


@pytest.mark.django_db
def test_the_page_says_when_there_is_no_mail_server(staff, settings):
    settings.HAS_MAIL_SERVER = False
    assert "No mail server is set" in staff("admin").get("/admin/reports/mail/").content.decode()


@pytest.mark.django_db
def test_djangos_way_of_sending_many_works(post_office):
    with get_connection() as line:
        assert line.send_messages([EmailMessage("A", "a", to=["a@x.example"]), EmailMessage("B", "b", to=[])]) == 2
    assert send_mail("C", "c", None, ["c@x.example"]) == 1
    assert states() == [("a@x.example", State.WAITING), ("c@x.example", State.WAITING)]
    assert StoredMail.objects.late(minutes=5).count() == 0
    later(minutes=6)
    assert StoredMail.objects.late(minutes=5).count() == 2
    assert timezone.now() > StoredMail.objects.first().created_at
