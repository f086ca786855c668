from .evidence import Reference
from .explaining import ExplainsWords
from .glossary import GlossaryTerm
from .index import FaqIndexPage, Subject
from .topics import RelatedTopic, TopicPage, TopicService

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
