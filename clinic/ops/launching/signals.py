"""What the app server tells the rooms of the clinic."""

from django.dispatch import Signal

# A worker process of "site" or "staff" (`process`) is about to answer its first visitor.
worker_started = Signal()
