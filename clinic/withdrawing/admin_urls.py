from django.urls import path

from clinic.withdrawing import screens

urlpatterns = [
    path("withdraw/<int:page_id>/", screens.withdraw, name="withdraw"),
    path("withdrawn/", screens.withdrawn_pages, name="withdrawn_pages"),
    path("bin/", screens.bin_list, name="bin"),
    path("bin/<int:binned_id>/restore/", screens.restore, name="restore_from_bin"),
    path("bin/<int:binned_id>/delete/", screens.delete_for_ever, name="delete_for_ever"),
]
