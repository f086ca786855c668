from .pulse import HeldUp, Pulse
from .stored_mail import StoredMail

__all__ = [
    "HeldUp",
    "Pulse",
    "StoredMail",
]
