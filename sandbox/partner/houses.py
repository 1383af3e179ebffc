"""The marketplaces that speak this API here; they differ by these values and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Connection:
    """Well-known access to one shop, not secret: a fresh replica accepts the token."""

    shop_code: str
    shop_name: str
    client_id: str
    secrets: tuple[str, str]  # the owner may make a second one early
    token: str


@dataclass(frozen=True, slots=True)
class House:
    """One marketplace: its label, its limits, and what it leaves out."""

    name: str
    label: str
    connections: tuple[Connection, ...]
    name_length: tuple[int, int] = (10, 120)
    images: int = 9
    variants: int = 50
    batch: int = 100
    page_size: int = 100
    find_skus: int = 50
    webhook: bool = True
    list_price: bool = True


def _connections(prefix: str) -> tuple[Connection, ...]:
    return (
        Connection(
            shop_code="HTX-VIDU",
            shop_name="HTX Ví Dụ",
            client_id=f"{prefix}-sandbox-8Jx2",
            secrets=(f"{prefix}-sandbox-secret-1", f"{prefix}-sandbox-secret-2"),
            token=f"pt_{prefix}_sandbox",
        ),
        Connection(
            shop_code="HTX-KHAC",
            shop_name="HTX Khác",
            client_id=f"{prefix}-sandbox-9Kq4",
            secrets=(f"{prefix}-other-secret-1", f"{prefix}-other-secret-2"),
            token=f"pt_{prefix}_other",
        ),
    )


POSTMART = House("postmart", "Buudien.vn (Postmart)", _connections("postmart"))

# Arbitrary on purpose, so that the two are no twins: nothing is known of the real Voso.
VOSO = House(
    "voso",
    "Voso",
    _connections("voso"),
    name_length=(10, 100),
    images=6,
    batch=50,
    page_size=50,
    webhook=False,
    list_price=False,
)
