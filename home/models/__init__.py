from .home import FeaturedTopic, HomePage
from .services import ServicePage, ServicesPage
from .standard import StandardPage

__all__ = ["FeaturedTopic", "HomePage", "ServicePage", "ServicesPage", "StandardPage"]
