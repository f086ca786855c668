from wagtail import hooks
from wagtail.snippets.models import register_snippet

from faq.viewsets import ReferenceViewSet, SubjectViewSet, topic_listing

register_snippet(ReferenceViewSet)
register_snippet(SubjectViewSet)


@hooks.register("register_admin_viewset")
def register_topics():
    return topic_listing
