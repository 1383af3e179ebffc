"""Uploads every picture once per shop, and puts the platform's ids into the changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sync.marketplace import Image, MarketplaceError, Rejected, Uploaded
from sync.model import Change, ImageFile, Outcome, Picture, Problem
from sync.running import breaker
from sync.running.visit import Visit


async def with_pictures(
    visit: Visit, changes: Sequence[Change]
) -> tuple[list[Change], list[Outcome]]:
    """Give the changes with their pictures' ids, and the outcomes of those that lack one."""
    wanted = {picture.sha256 for change in changes for picture in _pictures(change)}
    if not wanted:
        return list(changes), []
    ids = dict(await visit.store.pictures.known(visit.shop.name, wanted))
    refused = await _upload(visit, sorted(wanted - ids.keys()), ids)
    ready, failed = [], []
    for change in changes:
        problem = next((refused[p.sha256] for p in _pictures(change) if p.sha256 in refused), None)
        if problem is None:
            ready.append(_filled(change, ids))
        else:
            failed.append(Outcome(change=change, status="failed", problem=problem))
    return ready, failed


async def forget_pictures(visit: Visit, change: Change) -> None:
    """Forget the ids of a change's pictures: the platform no longer has one of them."""
    hashes = [picture.sha256 for picture in _pictures(change)]
    await visit.store.pictures.forget(visit.shop.name, hashes)


def _pictures(change: Change) -> tuple[Picture, ...]:
    shown = change.kind == "publish" or "images" in change.fields
    return change.after.images or () if shown else ()


def _filled(change: Change, ids: Mapping[str, str]) -> Change:
    pictures = _pictures(change)
    if not pictures:
        return change
    images = tuple(Picture(p.sha256, ids[p.sha256]) for p in pictures)
    return replace(change, after=replace(change.after, images=images))


async def _upload(
    visit: Visit, hashes: Sequence[str], ids: dict[str, str]
) -> Mapping[str, Problem]:
    """Upload what is missing, adding to `ids`; answers why some could not be."""
    refused: dict[str, Problem] = {}
    files = visit.pictures()
    for batch in _batches(hashes, visit.market.features.batch.get("upload", 1)):
        for uploaded in await _upload_batch(visit, [files[sha256] for sha256 in batch]):
            if uploaded.remote_id is not None:
                ids[uploaded.sha256] = uploaded.remote_id
            else:
                refused[uploaded.sha256] = uploaded.problem or Problem(code="image_missing")
        visit.step("upload", len(ids), len(hashes))
    return refused


async def _upload_batch(visit: Visit, files: Sequence[ImageFile]) -> list[Uploaded]:
    if resting := await breaker.paused(visit, "upload"):
        return _none(files, resting)
    try:
        images = await asyncio.to_thread(lambda: [_read(file) for file in files])
        uploaded = await visit.market.upload(images)
    except MarketplaceError as error:
        if not isinstance(error, Rejected) and not visit.stopping():
            await breaker.failed(visit, "upload")
        return _none(files, error.problem)
    except OSError as error:
        gone = Problem(code="picture_missing", values={"path": error.filename or ""})
        return _none(files, gone)
    await breaker.worked(visit, "upload")
    kept = {each.sha256: each.remote_id for each in uploaded if each.remote_id}
    await visit.store.pictures.put(visit.shop.name, kept, visit.clock.now())
    return uploaded


def _none(files: Sequence[ImageFile], why: Problem) -> list[Uploaded]:
    return [Uploaded(file.sha256, None, why) for file in files]


def _read(file: ImageFile) -> Image:
    return Image(file.sha256, file.path.name, file.path.read_bytes())


def _batches(hashes: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(hashes), size):
        yield hashes[start : start + size]
