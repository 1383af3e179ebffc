"""A listing before the judge: what is wished for, what stood before, what was quietly cleared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.taxonomy.categories import is_leaf

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Product


@dataclass(frozen=True, slots=True)
class Case:
    """One create, edit or listing check; `product` is None where none exists yet."""

    call: Call
    wish: Fields
    product: Product | None = None
    as_draft: bool = False
    warnings: list[str] = field(default_factory=list)

    def cleared(self, name: str, value: str, reason: str) -> None:
        """Say that a wrong value was dropped; the call succeeds all the same."""
        self.warnings.append(
            f"The [{name}]:{value} field is incorrect and has been automatically cleared by the "
            f"system. Reason: [{reason}]. You can edit it later."
        )

    def image(self, uri: str, use_case: str, code: int) -> str:
        """A picture that was uploaded for this use; a stranger's uri is unknown to all."""
        known = self.call.market.images.get(uri)
        if known is None:
            raise Refusal(12052722, f"The image URI does not exist: {uri}")
        if known["use_case"] != use_case:
            raise Refusal(code, f"The image URI is not valid: its use case is not {use_case}.")
        return uri

    @property
    def before(self) -> Json | None:
        """The content that an edit starts from."""
        return self.product.newest if self.product else None

    @property
    def is_partial(self) -> bool:
        """Only a partial edit says nothing of the category."""
        return self.product is not None and not self.wish.has("category_id")

    @property
    def category_id(self) -> str:
        """The category whose form is filled in; empty when none that is known was named."""
        wished = self.wish.get("category_id")
        if isinstance(wished, str) and is_leaf(wished):
            return wished
        return str(self.before["category_id"]) if self.before else ""
