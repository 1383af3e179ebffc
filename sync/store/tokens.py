"""What opens each shop, locked away; of two who renew it at once, one wins."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Problem, ShopName
from sync.model import Tokens as ShopTokens
from sync.store.database import Database, one_at_a_time, upsert
from sync.store.errors import WrongKey
from sync.store.secret_box import SecretBox
from sync.store.tables import tokens


@dataclass(frozen=True, slots=True)
class _Named:
    """Tokens with the shop they open: a sealed text moved to another row is found out."""

    shop: ShopName
    tokens: ShopTokens


_NAMED: TypeAdapter[_Named] = TypeAdapter(_Named)


class StoredTokens:
    """The tokens of every shop."""

    def __init__(self, database: Database, secret_box: SecretBox) -> None:
        self._database = database
        self._secret_box = secret_box

    async def get(self, shop: ShopName) -> ShopTokens | None:
        """Recall a shop's tokens; raises `WrongKey`."""
        async with self._database.asking() as connection:
            sealed = await connection.scalar(_sealed(shop))
        return None if sealed is None else self._opened(shop, sealed)

    async def ends(self, shops: Collection[ShopName]) -> dict[ShopName, datetime]:
        """Say until when sellers let us in; one who did not say, or that no key opens, is out."""
        asked = select(tokens.c.shop, tokens.c.sealed).where(tokens.c.shop.in_(shops))
        async with self._database.asking() as connection:
            rows = list(await connection.execute(asked))
        found: dict[ShopName, datetime] = {}
        for shop, sealed in rows:
            with suppress(WrongKey):  # rounds tell of that one
                if (ends_at := self._opened(shop, sealed).refresh_expires_at) is not None:
                    found[shop] = ends_at
        return found

    async def put(
        self, shop: ShopName, new: ShopTokens, instead_of: ShopTokens | None = None
    ) -> bool:
        """Keep new tokens if those kept are still `instead_of`, or none are kept.

        False means that somebody else was faster: `get` theirs. Raises `WrongKey`.
        """
        async with self._database.writing() as connection:
            await one_at_a_time(connection, f"tokens of {shop}")
            sealed = await connection.scalar(_sealed(shop))
            if sealed is not None and self._opened(shop, sealed) != instead_of:
                return False
            await self._write(connection, shop, new)
            return True

    async def grant(self, shop: ShopName, new: ShopTokens) -> None:
        """Keep tokens that a person just got, whatever was kept, even what no key opens."""
        async with self._database.writing() as connection:
            await self._write(connection, shop, new)

    async def seal_anew(self) -> int:
        """Lock every shop's tokens with the first key; answers how many. Raises `WrongKey`."""
        async with self._database.writing() as connection:
            rows = list(await connection.execute(select(tokens.c.shop, tokens.c.sealed)))
            for shop, sealed in rows:
                await self._write(connection, shop, self._opened(shop, sealed))
        return len(rows)

    async def rename(self, old: ShopName, new: ShopName) -> None:
        """Keep a shop's tokens under its new name; raises `WrongKey`."""
        kept = await self.get(old)
        async with self._database.writing() as connection:
            if kept is not None:
                await self._write(connection, new, kept)
            await connection.execute(delete(tokens).where(tokens.c.shop == old))

    async def _write(self, connection: AsyncConnection, shop: ShopName, new: ShopTokens) -> None:
        named = _NAMED.dump_json(_Named(shop, new)).decode("utf-8")
        row = {"shop": shop, "sealed": self._secret_box.seal(named)}
        await connection.execute(upsert(connection, tokens), row)

    def _opened(self, shop: ShopName, sealed: str) -> ShopTokens:
        try:
            named = _NAMED.validate_json(self._secret_box.open(sealed))
        except WrongKey as error:
            raise WrongKey(Problem(code="tokens_locked", values={"shop": shop})) from error
        except ValidationError:  # its text would show the tokens
            raise WrongKey(Problem(code="tokens_unreadable", values={"shop": shop})) from None
        if named.shop != shop:
            values = {"shop": shop, "other": named.shop}
            raise WrongKey(Problem(code="tokens_of_another_shop", values=values))
        return named.tokens


def _sealed(shop: ShopName) -> Select[str]:
    return select(tokens.c.sealed).where(tokens.c.shop == shop)
