from .evidence import Reference
from .index import FaqIndexPage, Subject
from .topics import RelatedTopic, TopicPage, TopicService

__all__ = ["FaqIndexPage", "Reference", "RelatedTopic", "Subject", "TopicPage", "TopicService"]
