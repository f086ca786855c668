def register_actions(actions):
    """Names of what the scheduler does in the history of a page."""
    actions.register_action("clinic.held_up", "Hold up", "Could not be done at its time")
