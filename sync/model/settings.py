"""The settings of an installation: language, rhythm, and what counts as dangerous."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.notify import Notify
from sync.model.words import DEFERRED

Language = Literal["vi", "en"]
Approvals = Literal["one_person", "two_people"]  # who it takes to let a held change go


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Safety:
    """Above these a change waits for a person."""

    price_step_percent: float = 50.0  # a price may move this far in one step
    withdraw_percent: float = 30.0  # of a shop's listings in one round, once over `withdraw_count`
    withdraw_count: int = 3
    sold_out_percent: float = 30.0  # of a shop's offers falling to zero at once, by a new count
    sold_out_count: int = 10
    vanished_percent: float = 30.0  # of a shop's listings gone from the platform at once
    vanished_count: int = 3
    price_mass_step_percent: float = 20.0  # prices that move farther than this ...
    price_mass_percent: float = 30.0  # ... of so many of a shop's offers at once
    price_mass_count: int = 10
    stock_mass_percent: float = 30.0  # of a shop's offers nine times as many, or a ninth
    stock_mass_count: int = 10
    content_mass_percent: float = 30.0  # of a shop's listings with other titles, texts, pictures
    content_mass_count: int = 10
    alike_count: int = 3  # listings that may show the very same title, story or first picture


YearDay = tuple[int, int]  # month, day


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class RatingRounds:
    """By which days of each year OCOP products are rated.

    Decision 26/2026/QĐ-TTg (22/05/2026): a province rates 3 and 4 stars by 30/06 and 30/12 at
    least, the Ministry 5 stars by 30/03 and 30/09. How long before a dossier must be in is left to
    the province; `dossier_days` is our cautious reading.
    """

    province: tuple[YearDay, ...] = ((6, 30), (12, 30))
    central: tuple[YearDay, ...] = ((3, 30), (9, 30))
    dossier_days: int = 60


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class FollowedCatalog:
    """Where catalog files are kept instead of beside the settings, and how often it is looked at.

    In a git repository on a branch, else in the database.
    """

    git: str | None = None  # the address of a repository, or a folder; None: the database
    branch: str = "main"
    folder: str = "."  # below its root, where the catalog files lie
    signers: str | None = None  # the file beside the settings that names who may sign a commit
    every_s: int = 60


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Settings:
    """What `settings.yaml` says; every field has a default."""

    language: Language = "vi"
    time_zone: str = "Asia/Ho_Chi_Minh"
    database: str | None = None  # an SQLAlchemy address; None is SQLite under the home folder
    database_env: str | None = None  # the environment variable that holds the address
    database_unread: bool = False  # one seems to be named, and could not be read
    trust_env_proxy: bool = False
    keep_days: int = 400  # how long the journal, rounds and what orders moved are kept
    approvals: Approvals = "one_person"
    page_hosts: tuple[str, ...] = ()  # names by which a proxy with TLS leads to the page
    safety: Safety = Safety()
    rating_rounds: RatingRounds = RatingRounds()
    catalog: FollowedCatalog | None = None  # None: the folder catalog/ beside the settings
    notify: Notify = Notify()
