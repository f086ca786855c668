from wagtail import hooks

from clinic.staff.notices.views import notice_viewset


@hooks.register("register_admin_viewset")
def register_notices():
    return notice_viewset


@hooks.register("register_log_actions")
def register_actions(actions):
    """The name of the act in the history."""
    actions.register_action("clinic.urgent_notice", "Urgent notice", "Urgent notice written, changed or ended")
