"""Keeps doing it: asks for a round of every shop at its interval, until told to stop."""

from sync.service.beside import beside
from sync.service.endpoint import PushReceiver, PushReceivers, Wake, endpoint
from sync.service.listening import listening
from sync.service.serve import Service
from sync.service.untold import Untold
from sync.service.waiting import Waiting

__all__ = [
    "PushReceiver",
    "PushReceivers",
    "Service",
    "Untold",
    "Waiting",
    "Wake",
    "beside",
    "endpoint",
    "listening",
]
