"""What every field of the YAML files is, as an editor explains it."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {}
