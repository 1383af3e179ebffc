"""SHIM: old names, until every platform's tests have moved to `tests.sandbox.push_receiver`."""

from tests.sandbox.push_receiver import PushReceiver as Mailbox
from tests.sandbox.push_receiver import receiving

__all__ = ["Mailbox", "receiving"]
