"""What opens each shop, locked away; of two who renew it at once, one wins."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select, update

from sync.model import Problem, ShopName
from sync.model import Tokens as ShopTokens
from sync.store.database import Database, insert
from sync.store.errors import WrongKey
from sync.store.seal import Sealer
from sync.store.tables import tokens


@dataclass(frozen=True, slots=True)
class _Named:
    """Tokens with the shop they open: a sealed text moved to another row is found out."""

    shop: ShopName
    tokens: ShopTokens


@dataclass(frozen=True, slots=True)
class Kept:
    """Tokens as kept, with the version to show when replacing them."""

    tokens: ShopTokens
    version: int


_NAMED: TypeAdapter[_Named] = TypeAdapter(_Named)


class Tokens:
    """The tokens of every shop."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def get(self, shop: ShopName) -> Kept | None:
        """Recall a shop's tokens; raises `WrongKey`."""
        asked = select(tokens.c.sealed, tokens.c.version).where(tokens.c.shop == shop)
        async with self._database.reading() as connection:
            row = (await connection.execute(asked)).first()
        return None if row is None else Kept(self._opened(shop, row.sealed), row.version)

    async def put(self, shop: ShopName, new: ShopTokens, expected_version: int = 0) -> bool:
        """Keep tokens if the kept ones still have this version (0: there are none yet).

        False means that somebody else was faster: `get` theirs.
        """
        named = _NAMED.dump_json(_Named(shop, new)).decode("utf-8")
        fresh = {"sealed": self._sealer.seal(named), "version": expected_version + 1}
        async with self._database.writing() as connection:
            if expected_version == 0:
                row = insert(connection, tokens).values(shop=shop, **fresh)
                kept = await connection.execute(row.on_conflict_do_nothing())
            else:
                same = (tokens.c.shop == shop, tokens.c.version == expected_version)
                kept = await connection.execute(update(tokens).where(*same).values(**fresh))
        return kept.rowcount == 1

    def _opened(self, shop: ShopName, sealed: str) -> ShopTokens:
        try:
            named = _NAMED.validate_json(self._sealer.open(sealed))
        except WrongKey as error:
            raise WrongKey(Problem(code="tokens_locked", values={"shop": shop})) from error
        except ValidationError:  # its text would show the tokens
            raise WrongKey(Problem(code="tokens_unreadable", values={"shop": shop})) from None
        if named.shop != shop:
            values = {"shop": shop, "other": named.shop}
            raise WrongKey(Problem(code="tokens_of_another_shop", values=values))
        return named.tokens
