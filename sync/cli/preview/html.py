"""HTML that cannot be broken out of: text is escaped unless this module made it."""

from __future__ import annotations

import html
from collections.abc import Iterable


class Html(str):
    """Markup that was made here, and so is put in as it stands."""

    __slots__ = ()


Content = Html | str | int | None


def joined(parts: Iterable[Content]) -> Html:
    """Put parts side by side; what is no markup of ours is text."""
    return Html("".join(part if isinstance(part, Html) else _text(part) for part in parts))


def tag(name: str, /, *content: Content, **attributes: str | int) -> Html:
    """Make an element; `class_` is written for `class`, as Python has that word already."""
    given = "".join(
        f' {key.rstrip("_")}="{html.escape(str(value))}"' for key, value in attributes.items()
    )
    closing = "" if name in {"img", "meta"} else f"{joined(content)}</{name}>"
    return Html(f"<{name}{given}>{closing}")


def _text(part: Content) -> str:
    return "" if part is None else html.escape(str(part))
