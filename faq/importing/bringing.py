"""The whole way of one document, for the command and for the screen."""

import logging

from .drafting import planned
from .outlining import outlined
from .pictures import Pictures
from .reading import read
from .refusals import Refused
from .words import safe_name

logger = logging.getLogger(__name__)


def plan_for(data, name, index, picture_of=None):
    """Read, outline and look up one document; changes nothing. Raises `Refused` with a sentence for staff."""
    draft = draft_from(data, name, picture_of or Pictures())
    return planned(draft, index, safe_name(name))


def draft_from(data, name, picture_of):
    """Parsers of other people's making read files of anybody's making: whatever they trip over is one refused file."""
    try:
        return outlined(read(data, name), picture_of)
    except Refused:
        raise
    except Exception:
        logger.exception("A document could not be read")
        raise Refused(
            f"“{safe_name(name)}” could not be read. Save it again as .docx, or copy its words into a new document."
        ) from None
