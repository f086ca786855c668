"""The page editor's addresses: Wagtail's own, answered by our views of the same names, behind the same doors."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from clinic.staff.editing.editor import OldVersionEditor, PageCreator, PageEditor

NEW = "add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"

urlpatterns = [
    path(NEW, PageCreator.as_view(), name="page_creator"),
    path("<int:page_id>/edit/", PageEditor.as_view(), name="page_editor"),
    path("<int:page_id>/revisions/<int:revision_id>/revert/", OldVersionEditor.as_view(), name="old_version_editor"),
]
for door in (require_admin_access, display_custom_404, never_cache):
    decorate_urlpatterns(urlpatterns, door)
