"""Everything the demo makes besides pages: subjects, people, key figures, references, words, pictures."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from clinic.content.models import KeyFigure
from faq.models import GlossaryTerm, Reference, Subject
from home.demo_content import ledger
from home.demo_content.reading import Mistake


def subjects(table, locale):
    """`{name: Subject}`, in the order of the file."""
    return {
        name: found_or_made(Subject(locale=locale, slug=name, sort_order=place, **fields), ["slug"], "subjects.toml")
        for place, (name, fields) in enumerate(table.items(), start=1)
    }


def figures(table, locale):
    return {
        name: found_or_made(KeyFigure(locale=locale, **fields), ["name"], "figures.toml")
        for name, fields in table.items()
    }


def references(table, locale):
    """`{name: Reference}`. A source the clinic already has is used, not doubled."""
    return {name: reference(Reference(locale=locale, **fields)) for name, fields in table.items()}


def reference(wanted):
    return found_or_made(wanted, ["doi"] if wanted.doi else ["title", "authors"], "references.toml")


def terms(table, locale):
    """`{name: GlossaryTerm}`. A word the clinic explains already keeps the clinic's meaning."""
    return {
        name: found_or_made(GlossaryTerm(locale=locale, **fields), ["word", "locale"], "glossary.toml")
        for name, fields in table.items()
    }


def people(table):
    """`{name: User}`: authors without a password, and without the right to log in."""
    return {name: person(name, fields) for name, fields in table.items()}


def person(name, fields):
    someone = get_user_model()(username=f"demo-{name}", is_active=False, **fields)
    someone.set_unusable_password()
    return found_or_made(someone, ["username"], "people.toml")


def pictures(wanted, folder):
    """`{file name: image}` for the Pictures that the pages show."""
    return {piece.picture: picture(piece, folder / "pictures" / piece.picture) for piece in wanted}


def picture(piece, path):
    with path.open("rb") as file:
        image = get_image_model()(title=piece.title, description=piece.alt, file=ImageFile(file, name=path.name))
        return found_or_made(image, ["title", "description"], piece.picture)


def found_or_made(wanted, alike_in, where):
    """The thing with the same values in the fields `alike_in`; otherwise `wanted`, checked, saved and noted."""
    same = {name: getattr(wanted, name) for name in alike_in}
    found = type(wanted).objects.filter(**same).first()
    if found:
        return found
    try:
        wanted.full_clean()
    except ValidationError as error:
        raise Mistake(f"{where}: {'; '.join(error.messages)}") from error
    wanted.save()
    ledger.note_made(wanted)
    return wanted
