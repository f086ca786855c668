"""Wagtail's own forms in which staff change something, bound to the version that they showed; before its addresses."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import collections, workflows
from wagtail.contrib.settings.views import EditView as SettingEdit
from wagtail.documents.views.documents import EditView as DocumentEdit
from wagtail.images.views.images import EditView as ImageEdit
from wagtail.models import Page
from wagtail.sites.forms import SiteForm
from wagtail.sites.views import EditView as SiteEdit
from wagtail.sites.views import SiteViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from clinic.content.changed_meanwhile import BoundToVersion
from clinic.staff.redirects import AddRedirect, ChangeRedirect, process_import

NOT_OURS = "The address of this clinic is set where the software runs, as BASE_URL: {}. Here it can only be the same."
NO_FRONT_DOOR = "“{}” is not the home page. Patients who open the site would find no page: choose the home page again."


class ChangeCollection(BoundToVersion, collections.Edit):
    pass


class ChangeWorkflow(BoundToVersion, workflows.Edit):
    pass


class ChangeTask(BoundToVersion, workflows.EditTask):
    pass


class ChangeSetting(BoundToVersion, SettingEdit):
    pass


class ChangeDocument(BoundToVersion, DocumentEdit):
    pass


class ChangeImage(BoundToVersion, ImageEdit):
    pass


class ChangeSite(BoundToVersion, SiteEdit):
    pass


class OneHome(SiteForm):
    def clean_hostname(self) -> str:
        """Links for search engines and in mail lead there: no admin alone sends patients to another website."""
        own = urlsplit(settings.SITE_URL).hostname
        if self.cleaned_data["hostname"] not in (own, self.instance.hostname):
            raise ValidationError(NOT_OURS.format(own))
        return str(self.cleaned_data["hostname"])

    def clean_root_page(self) -> Page:
        """Patients who ask for the bare address get an error where it is another."""
        page: Page = self.cleaned_data["root_page"]
        if not getattr(page.specific_class, "is_front_door", False) or not page.locale.is_default:
            raise ValidationError(NO_FRONT_DOOR.format(page.get_admin_display_title()))
        return page


class OwnSites(SiteViewSet):
    edit_view_class = ChangeSite

    def get_form_class(self, for_update: bool = False) -> type[OneHome]:
        return OneHome


VIEWS = {
    "collections/<int:pk>/": ChangeCollection.as_view(),
    "workflows/edit/<int:pk>/": ChangeWorkflow.as_view(),
    "workflows/tasks/edit/<int:pk>/": ChangeTask.as_view(),
    "redirects/add/": AddRedirect.as_view(),
    "redirects/import/process/": process_import,
    "redirects/<int:redirect_id>/": ChangeRedirect.as_view(),
    "settings/<slug:app_name>/<slug:model_name>/<int:pk>/": ChangeSetting.as_view(),
    "documents/edit/<int:document_id>/": ChangeDocument.as_view(),
    "images/<int:image_id>/": ChangeImage.as_view(),
    "sites/edit/<int:pk>/": OwnSites("wagtailsites", url_prefix="sites").edit_view,
}
urlpatterns = decorate_urlpatterns([path(address, view) for address, view in VIEWS.items()], require_admin_access)
