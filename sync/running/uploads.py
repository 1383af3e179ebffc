"""Uploads every picture and paper once per shop, and puts the platform's ids into the changes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal, NamedTuple

from sync.catalog.pictures import read_again
from sync.marketplace import (
    AsksForPapers,
    Image,
    Limits,
    Marketplace,
    MarketplaceError,
    Purpose,
    Rejected,
    Uploaded,
)
from sync.model import Change, Field, ImageFile, ListedPaper, Outcome, Picture, Problem, Value
from sync.running import breaker
from sync.running.context import Round
from sync.running.prepare import prepared

OF_FILES: frozenset[Field] = frozenset({"images", "papers"})
# Another category, or other attributes, may ask for papers that were never sent.
MAY_ASK: frozenset[Field] = frozenset({"papers", "category", "attributes"})


class Upload(NamedTuple):
    """A file and what it is for: platforms keep what is for one purpose apart from another."""

    purpose: Purpose
    sha256: str

    @property
    def key(self) -> str:
        """What its id is remembered by."""
        return self.sha256 if self.purpose == "picture" else f"{self.purpose}:{self.sha256}"


Ids = dict[Upload, str]


class NotUploaded(NamedTuple):
    """Why a file has no id; what the platform refused is not sent again as it is."""

    problem: Problem
    status: Literal["rejected", "failed"]


async def with_pictures(
    round: Round, changes: Sequence[Change]
) -> tuple[list[Change], list[Outcome]]:
    """Give the changes with the ids of their files, and the outcomes of those that lack one."""
    market = round.market
    wanted = {upload for change in changes for upload in _uploads(market, change)}
    if not wanted:
        return list(changes), []
    known = await round.store.pictures.known(round.shop.name, {each.key for each in wanted})
    ids = {each: known[each.key] for each in wanted if each.key in known}
    missing = await _upload(round, sorted(wanted - ids.keys()), ids)
    ready, failed = [], []
    for change in changes:
        found = (missing[each] for each in _uploads(market, change) if each in missing)
        why = next(found, None)
        if why is None:
            ready.append(_filled(change, ids))
            continue
        waits, goes = _apart(change)
        failed.append(Outcome(change=waits, status=why.status, problem=why.problem))
        if goes is not None and missing.keys().isdisjoint(_uploads(market, goes)):
            ready.append(_filled(goes, ids))
    return ready, failed


def _apart(change: Change) -> tuple[Change, Change | None]:
    """Split off what shows files: a picture that is refused must not keep a title waiting."""
    shown = tuple(name for name in change.fields if name in OF_FILES)
    rest = tuple(name for name in change.fields if name not in OF_FILES)
    if change.kind != "revise" or not shown or not rest:
        return change, None
    stands = change.before or change.after
    after = replace(change.after, images=stands.images, papers=stands.papers)
    return replace(change, fields=shown), replace(change, fields=rest, after=after)


async def forget_pictures(round: Round, change: Change) -> None:
    """Forget the ids of a change's files: the platform no longer has one of them."""
    keys = [upload.key for upload in _uploads(round.market, change)]
    await round.store.pictures.forget(round.shop.name, keys)


def _uploads(market: Marketplace, change: Change) -> Iterator[Upload]:
    yield from (Upload("picture", picture.sha256) for picture in _pictures(change))
    yield from map(_upload_of, _papers(market, change))


def _upload_of(paper: ListedPaper) -> Upload:
    return Upload("certificate" if paper.kind == "ocop" else "paper", paper.sha256)


def _pictures(change: Change) -> tuple[Picture, ...]:
    shown = change.kind == "publish" or "images" in change.fields
    return change.after.images or () if shown else ()


def _papers(market: Marketplace, change: Change) -> Sequence[ListedPaper]:
    """Name the papers that are handed in: a scan that nobody asks for must keep nothing waiting."""
    if change.kind != "publish" and MAY_ASK.isdisjoint(change.fields):
        return ()
    return market.papers(change.after) if isinstance(market, AsksForPapers) else change.after.papers


def _filled(change: Change, ids: Ids) -> Change:
    after, pictures = change.after, _pictures(change)
    if pictures:
        images = tuple(Picture(p.sha256, ids[Upload("picture", p.sha256)]) for p in pictures)
        after = replace(after, images=images)
    if after.papers:
        papers = (replace(paper, remote_id=ids.get(_upload_of(paper))) for paper in after.papers)
        after = replace(after, papers=tuple(papers))
    return change if after is change.after else replace(change, after=after)


async def _upload(round: Round, wanted: Sequence[Upload], ids: Ids) -> Mapping[Upload, NotUploaded]:
    """Upload what is wanted, adding to `ids`; answers why some could not be."""
    missing: dict[Upload, NotUploaded] = {}
    files = round.files
    for batch in _batches(wanted, round.market.features.batch.get("upload", 1)):
        purpose = batch[0].purpose
        found = await _upload_batch(round, [files[each.sha256] for each in batch], purpose)
        for sha256, became in found.items():
            if isinstance(became, str):
                ids[Upload(purpose, sha256)] = became
            else:
                missing[Upload(purpose, sha256)] = became
        round.step("upload", len(ids), len(wanted))
    return missing


async def _upload_batch(
    round: Round, files: Sequence[ImageFile], purpose: Purpose
) -> Mapping[str, str | NotUploaded]:
    """Send files together; answers the id of each by its hash, or why it has none."""
    if resting := await breaker.paused(round, "upload"):
        return _none(files, NotUploaded(resting, "failed"))
    try:
        bounds = round.market.features.limits
        read = await asyncio.to_thread(
            lambda: {each.sha256: _read(each, purpose, bounds) for each in files}
        )
        images = [each for each in read.values() if isinstance(each, Image)]
        uploaded = await round.market.upload(images) if images else []
    except MarketplaceError as error:
        if isinstance(error, Rejected):
            return _none(files, NotUploaded(error.problem, "rejected"))
        if not round.stopping():
            await breaker.failed(round, "upload", {file.sha256 for file in files})
        return _none(files, NotUploaded(error.problem, "failed"))
    await breaker.worked(round, "upload")
    ids = {Upload(purpose, each.sha256).key: each.remote_id for each in uploaded if each.remote_id}
    await round.store.pictures.put(round.shop.name, ids, round.clock.now())
    unread = {sha256: each for sha256, each in read.items() if isinstance(each, NotUploaded)}
    return unread | {each.sha256: _became(each) for each in uploaded}


def _became(uploaded: Uploaded) -> str | NotUploaded:
    problem = uploaded.problem or Problem(code="image_missing")
    return uploaded.remote_id or NotUploaded(problem, "rejected")


def _none(files: Sequence[ImageFile], why: NotUploaded) -> Mapping[str, NotUploaded]:
    return {file.sha256: why for file in files}


def _read(file: ImageFile, purpose: Purpose, bounds: Limits) -> Image | NotUploaded:
    """Read the bytes that were judged; a file that is gone, or another by now, is not sent."""
    values: dict[str, Value] = {"picture": file.path.name}

    def unfit(code: str) -> NotUploaded:
        return NotUploaded(Problem(code=code, values=values), "failed")

    try:
        content = read_again(file.path)
    except OSError:
        return unfit("picture_missing")
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return unfit("picture_changed")
    try:
        fit = prepared(content, bounds)
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return unfit("picture_unreadable")
    name = file.path.name if fit is content else f"{file.path.stem}.jpg"
    return Image(file.sha256, name, fit, purpose)


def _batches(missing: Sequence[Upload], size: int) -> Iterator[Sequence[Upload]]:
    """Cut into batches, each of one purpose."""
    for _, alike in groupby(missing, key=lambda upload: upload.purpose):
        together = list(alike)
        for start in range(0, len(together), size):
            yield together[start : start + size]
