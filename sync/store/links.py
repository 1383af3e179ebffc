"""Which listing in a shop is which product of ours, and what we last wrote there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pydantic_core import to_json
from sqlalchemy import RowMapping, Text, bindparam, delete, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Code, Link, Listing, ShopName, Sku, intern_parts
from sync.store.columns import digested
from sync.store.database import Database, in_chunks, upsert
from sync.store.decisions import rename_products
from sync.store.leases import Lease, holding
from sync.store.stock_accounts import choices
from sync.store.tables import LISTING, links

_LINK: Final = [links.c[name] for name in Link.__slots__]
AT_ONCE: Final = 500  # rows with long texts that are held together
NO_CODE: Final = "\u2192"  # begins what no product is called: codes are exchanged by way of it


class LinkDigest(NamedTuple):
    """A link, told from any other by when it was written and the digest of its listings."""

    remote_id: str
    file: str | None
    digest: tuple[datetime | None, str]


class Links:
    """Products and their listings, by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self,
        shop: ShopName,
        codes: Collection[Code] | None = None,
        *alike: Mapping[Code, Listing],
    ) -> dict[Code, Link]:
        """Recall the links of a shop, all or those of these products.

        Whatever of them is equal in listings that are `alike`, nearest first, is held once.
        """
        asked, found = select(*_LINK).where(links.c.shop == shop), dict[Code, Link]()

        def add(rows: Iterable[RowMapping]) -> None:
            for row in rows:
                link = Link(**{**row, "shop": shop})
                found[link.code] = _shared(link, [known.get(link.code) for known in alike])

        if codes is None:  # all of a shop are too much to be held as texts at once
            async with self._database.reading() as connection:
                rows = await connection.stream(asked)
                async for some in rows.mappings().partitions(AT_ONCE):
                    add(some)
            return found
        for chosen in in_chunks(codes, AT_ONCE):
            async with self._database.asking() as connection:
                add((await connection.execute(asked.where(links.c.code.in_(chosen)))).mappings())
        return found

    async def remote_ids(
        self, shop: ShopName, codes: Collection[Code] | None = None
    ) -> dict[Code, str | None]:
        """Say as what a shop's products, or these of them, are known there; None: nobody told."""
        asked = select(links.c.code, links.c.remote_id).where(links.c.shop == shop)
        choices = [asked]
        if codes is not None:
            choices = [asked.where(links.c.code.in_(some)) for some in in_chunks(codes)]
        found: dict[Code, str | None] = {}
        for choice in choices:
            async with self._database.asking() as connection:
                rows = await connection.execute(choice)
                found.update(map(tuple, rows))
        return found

    async def known_as(
        self, shop: ShopName, remote_ids: Collection[str | None]
    ) -> dict[Code, str | None]:
        """Name the products that a shop knows as one of these."""
        asked = select(links.c.code, links.c.remote_id).where(links.c.shop == shop)
        found: dict[Code, str | None] = {}
        for some in in_chunks(remote_ids):
            async with self._database.asking() as connection:
                rows = await connection.execute(asked.where(links.c.remote_id.in_(some)))
                found |= {row.code: row.remote_id for row in rows}
        return found

    async def holding(self, shop: ShopName, skus: Collection[Sku]) -> set[Code]:
        """Name the products whose confirmed listing in a shop has any of these SKUs."""
        asked = select(links.c.code, links.c.applied).where(links.c.shop == shop)
        written = type_coerce(links.c.applied, Text)
        found = set[Code]()
        for sku in skus:  # its text narrows, the value decides
            which = written.contains(to_json(sku).decode("utf-8"), autoescape=True)
            async with self._database.asking() as connection:
                rows = (await connection.execute(asked.where(which))).all()
            found |= {row.code for row in rows if sku in {o.sku for o in row.applied.offers}}
        return found

    async def digests(self, shop: ShopName) -> dict[Code, LinkDigest]:
        """Digest the links of a shop with a confirmed listing; none of their texts is read."""
        names = ("code", "remote_id", "file", "applied_at", "digest")
        asked = select(*(links.c[name] for name in names)).where(
            links.c.shop == shop, links.c.remote_id.is_not(None), links.c.digest.is_not(None)
        )
        async with self._database.asking() as connection:
            return {
                Code(code): LinkDigest(remote_id, file, (applied_at, digest))
                for code, remote_id, file, applied_at, digest in await connection.execute(asked)
            }

    async def written_since(self, shop: ShopName, moment: datetime) -> set[Code]:
        """Name the products that were written since a moment."""
        asked = select(links.c.code).where(links.c.shop == shop, links.c.applied_at >= moment)
        async with self._database.asking() as connection:
            return set(await connection.scalars(asked))

    async def applied(
        self, shops: Collection[ShopName], codes: Collection[Code]
    ) -> set[tuple[ShopName, Code]]:
        """Say which of these products was ever confirmed to stand in which of these shops."""
        asked = select(links.c.shop, links.c.code).where(
            links.c.shop.in_(shops), links.c.digest.is_not(None)
        )
        found: set[tuple[ShopName, Code]] = set()
        for some in choices(codes):
            async with self._database.asking() as connection:
                which = asked if some is None else asked.where(links.c.code.in_(some))
                found.update(map(tuple, await connection.execute(which)))
        return found

    async def in_shops(self, shops: Collection[ShopName], codes: Collection[Code]) -> list[Link]:
        """Recall the links of these products in any of these shops."""
        found: list[Link] = []
        for some in in_chunks(codes, AT_ONCE):
            asked = select(*_LINK).where(links.c.shop.in_(shops), links.c.code.in_(some))
            async with self._database.asking() as connection:
                rows = await connection.execute(asked)
                found += [Link(**row) for row in rows.mappings()]
        return found

    async def files(self) -> set[str]:
        """Name the catalog files that products in shops came from."""
        asked = select(links.c.file).where(links.c.file.is_not(None)).distinct()
        async with self._database.asking() as connection:
            return set(await connection.scalars(asked))

    async def codes_from(self, files: Collection[str]) -> dict[Code, str]:
        """Name the products in shops that came from these files, and from which."""
        asked = select(links.c.code, links.c.file).distinct()
        async with self._database.asking() as connection:
            rows = await connection.execute(asked.where(links.c.file.in_(list(files))))
            return {row.code: row.file for row in rows}

    async def from_files(
        self, files: Collection[str | None], codes: Collection[Code]
    ) -> list[Link]:
        """Recall the links, in any shop, that came from these files, or are of these products.

        None among the files stands for those of which nobody wrote down where they came from.
        """
        wanted = [links.c.file.in_(some) for some in in_chunks(files)]
        wanted += [links.c.code.in_(some) for some in in_chunks(codes)]
        wanted += [links.c.file.is_(None)] if None in files else []
        found: list[Link] = []
        for one in wanted:
            async with self._database.asking() as connection:
                rows = await connection.execute(select(*_LINK).where(one))
                found += [Link(**row) for row in rows.mappings()]
        return found

    async def note_files(self, lease: Lease, files: Mapping[Code, str]) -> None:
        """Write down which file each product stands in now; raises `LeaseLost`."""
        moved = update(links).where(links.c.shop == lease.shop, links.c.code == bindparam("moved"))
        rows = [{"moved": code, "into": file} for code, file in files.items()]
        async with holding(self._database, lease) as connection:
            await connection.execute(moved.values(file=bindparam("into")), rows)

    async def rename(self, lease: Lease, renamed: Mapping[Code, Code]) -> None:
        """Remember products, and what people hold of them, under new codes, exchanged ones too.

        Raises `LeaseLost`.
        """
        moved = update(links).where(links.c.shop == lease.shop, links.c.code == bindparam("old"))
        moved = moved.values(code=bindparam("new"))
        aside = [{"old": old, "new": f"{NO_CODE}{old}"} for old in renamed]
        back = [{"old": f"{NO_CODE}{old}", "new": new} for old, new in renamed.items()]
        async with holding(self._database, lease) as connection:
            for rows in (aside, back) if renamed else ():
                await connection.execute(moved, rows)
            await rename_products(connection, lease.shop, renamed)

    async def put(self, lease: Lease, changed: Sequence[Link]) -> None:
        """Remember links, each whole; raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            await write_links(connection, lease, changed)

    async def forget(self, lease: Lease, codes: Collection[Code]) -> None:
        """Forget links; raises `LeaseLost`."""
        gone = delete(links).where(links.c.shop == lease.shop, links.c.code == bindparam("gone"))
        async with holding(self._database, lease) as connection:
            if codes:
                await connection.execute(gone, [{"gone": code} for code in codes])


def _digest(link: Link) -> str | None:
    if link.applied is None:
        return None
    told = "\n".join(LISTING.text(each) for each in (link.applied, link.before) if each)
    return digested(told)


def _shared(link: Link, alike: Sequence[Listing | None]) -> Link:
    if link.applied is not None:
        intern_parts(link.applied, *alike)
    if link.before is not None:
        intern_parts(link.before, *alike, link.applied)
    return link


async def write_links(connection: AsyncConnection, lease: Lease, changed: Sequence[Link]) -> None:
    """Write links of the lease's shop within a transaction that is under way."""
    if strangers := {link.shop for link in changed} - {lease.shop}:
        raise ValueError(f"links of {sorted(strangers)} under the lease of {lease.shop}")
    rows = [
        {name: getattr(link, name) for name in Link.__slots__} | {"digest": _digest(link)}
        for link in changed
    ]
    if rows:
        await connection.execute(upsert(connection, links), rows)
