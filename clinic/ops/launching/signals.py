"""What the app server tells the rooms of the clinic."""

from django.dispatch import Signal

# The server of "site" or "staff" (`process`) is loaded, its workers are not made yet: what all of them need is read now
# and once, for they share its memory. Threads and connections they would not have.
server_loaded = Signal()
# A worker process of "site" or "staff" (`process`) is about to answer its first visitor.
worker_started = Signal()
