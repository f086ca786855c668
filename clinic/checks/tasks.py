"""What the worker does for the checks."""

from clinic.checks import kept_findings
from clinic.jobs.periodic import periodic
from clinic.meaning.models import Subject
from clinic.meaning.recognition import learn


@periodic("* * * * *", "The claims check learns from changed examples")
def learn_claims() -> None:
    """Within a minute of a change of examples; one look for each where nothing has changed."""
    learn(Subject.CLAIM)
    learn(Subject.ADVICE)


@periodic("* * * * *", "The claims report reads changed pages")
def keep_findings() -> None:
    """Within minutes of a change; pages in turn, so that nothing else has to wait long."""
    kept_findings.refresh(most=1_000)


@periodic("17 2 * * *", "The claims report reads every page anew")
def judge_every_page_again() -> None:
    kept_findings.forget()
