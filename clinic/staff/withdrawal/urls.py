"""Addresses of withdrawal and the bin."""

from django.urls import path

from clinic.staff.withdrawal import views

urlpatterns = [
    path("withdraw/<int:page_id>/", views.withdraw, name="withdraw"),
    path("withdrawn/", views.withdrawn_pages, name="withdrawn_pages"),
    path("bin/", views.bin_list, name="bin"),
    path("bin/<int:binned_id>/restore/", views.restore, name="restore_from_bin"),
    path("bin/<int:binned_id>/delete/", views.delete_for_ever, name="delete_for_ever"),
]
