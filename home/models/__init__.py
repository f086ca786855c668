"""Pages of the front door, and what staff give the search."""

from .home import FeaturedTopic, HomePage
from .search import SearchChange, SearchState, SearchText
from .search_words import Medicine, PinnedAnswer, SearchCard, SearchCount, Synonym
from .services import ServicePage, ServicesPage
from .standard import StandardPage
from .suggested_question import SuggestedQuestion

__all__ = [
    "FeaturedTopic",
    "HomePage",
    "Medicine",
    "PinnedAnswer",
    "SearchCard",
    "SearchChange",
    "SearchCount",
    "SearchState",
    "SearchText",
    "ServicePage",
    "ServicesPage",
    "StandardPage",
    "SuggestedQuestion",
    "Synonym",
]
