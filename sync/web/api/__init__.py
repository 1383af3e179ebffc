"""The API: what the page can do, as JSON, for other programs. See docs/api.md."""

from sync.web.api.application import build_api

__all__ = ["build_api"]
