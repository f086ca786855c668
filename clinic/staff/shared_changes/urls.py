"""Address of the screen on which a change of a shared text is seen in all places."""

from django.urls import path

from clinic.staff.shared_changes import views

urlpatterns = [path("shared-texts/<str:label>/<int:text_id>/", views.shared_change, name="clinic_shared_change")]
