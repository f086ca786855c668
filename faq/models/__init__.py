"""What the library stores."""

from .evidence import Reference
from .explains_words import ExplainsWords
from .glossary import GlossaryTerm
from .index import FaqIndexPage, Subject
from .topic_links import RelatedTopic, TopicService
from .topics import TopicPage

__all__ = [
    "ExplainsWords",
    "FaqIndexPage",
    "GlossaryTerm",
    "Reference",
    "RelatedTopic",
    "Subject",
    "TopicPage",
    "TopicService",
]
