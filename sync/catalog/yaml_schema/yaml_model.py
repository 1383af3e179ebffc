"""What all written shapes share: no unknown fields, and values that stay as they were read."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class YamlModel(BaseModel):
    """Some mapping of a file; a field that is left empty counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def given(self) -> dict[str, Any]:
        """List the fields that hold something; empty ones have their defaults elsewhere."""
        return {name: value for name, value in self if value not in (None, "")}
