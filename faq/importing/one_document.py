"""The whole way of one document, for the command and for the screen."""

import logging

from faq.importing.draft import Draft, Refused
from faq.importing.outline.outlining import outlined
from faq.importing.outline.pictures import PictureOf, Pictures
from faq.importing.planning import Plan, planned
from faq.importing.reading.files import read
from faq.importing.targets import Topics
from faq.importing.words import safe_name
from faq.models import FaqIndexPage

logger = logging.getLogger(__name__)


def plan_for(data: bytes, name: str, index: FaqIndexPage, picture_of: PictureOf | None = None) -> Plan:
    """Read, outline and look up one document; changes nothing. Raises `Refused` with a sentence for staff."""
    draft = draft_from(data, name, picture_of or Pictures())
    return planned(draft, Topics(index), safe_name(name))


def draft_from(data: bytes, name: str, picture_of: PictureOf, address: str = "") -> Draft:
    """Parsers of other people's making read files of anybody's making: whatever they trip over is one refused file."""
    try:
        return outlined(read(data, name, address), picture_of)
    except Refused:
        raise
    except Exception:
        logger.exception("A document could not be read")
        raise Refused(
            f"“{safe_name(name)}” could not be read. Save it again as .docx, or copy its words into a new document."
        ) from None
