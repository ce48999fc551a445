"""What a server is started with: from the command line, or from HEARD_ variables for its workers."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from datetime import UTC
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from heard.errors import InputError, did_you_mean
from heard.store.seal import fitting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
RANGES = {  # what a setting may be
    "port": (1, 65_535),
    "retention_days": (0, 36_500),
    "session_hours": (1, 8_760),
    "rate": (0.1, 1e9),
    "burst": (1, 10**9),
    "kept_live": (1, 10**7),
}
OTHERS = frozenset(  # variables of the same kind that are no settings of a server
    f"HEARD_{name}" for name in ("ADAPTED", "DATA", "KEY", "MODEL", "REWRITE_GOLDEN", "URL")
)
ELSEWHERE = re.compile(  # those of tests, and what Kubernetes adds for a service of our name
    r"HEARD_(?:TEST_\w+|SERVICE_(?:HOST|PORT\w*)|PORT_\d+_\w+)"
)
NEAR = 0.7  # how alike the end of a misspelled name is to the one that was meant
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """One server's settings. Every field may be given as HEARD_ and its name in capitals."""

    db: str = "heard.db"  # a file for SQLite, or postgresql://…
    host: str = "127.0.0.1"
    port: int = 8088
    public_url: str = ""  # how people reach it, where a proxy stands before it
    playbook: str = "default"
    listener: str = ""  # "": the one that ships as default
    retention_days: int = 0  # 0: kept until somebody deletes it
    session_hours: int = 12
    rate: float = 1000.0  # requests and turns a second that one key or account may send
    burst: int = 2000
    kept_live: int = 4000  # conversations whose coach stays in memory
    aside: bool = True  # whether turns that wait may be read in a process of their own
    private_webhooks: bool = False  # whether webhooks may go to addresses inside the network
    synced: bool = True  # whether an answered turn outlives a power cut, or only the server's end
    logs: Literal["json", "text"] = "json"
    secret_keys: str = field(default="", repr=False)  # of webhooks' secrets, the newest first
    timezone: str = "UTC"  # whose evening "tonight" is, where a conversation does not say

    def __post_init__(self) -> None:
        """Refuse what no server can run with, by the name of the variable. Raises InputError."""
        for name, (least, most) in RANGES.items():
            given = getattr(self, name)
            if not least <= given <= most:
                allowed = f"{least:,} to {most:,}" if name != "port" else f"{least} to {most}"
                raise InputError(f"HEARD_{name.upper()} must be {allowed}, not {given}")
        for name in ("db", "host"):
            if not getattr(self, name).strip():
                raise InputError(f"HEARD_{name.upper()} must not be empty; leave it out instead")
        if self.logs not in ("json", "text"):
            raise InputError(f'HEARD_LOGS must be json or text, not "{self.logs}"')
        _zone(self.timezone)
        try:
            for key in self.keys:
                fitting(key)
        except InputError as fault:
            raise InputError(
                f"HEARD_SECRET_KEYS: {fault}; more than one with commas between"
            ) from None
        if self.public_url and not _public(self.public_url):
            given = f'"{self.public_url}"'
            raise InputError(f"HEARD_PUBLIC_URL must be like https://desk.example, not {given}")

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> Settings:
        """The settings that HEARD_ variables name. Raises InputError for a value that is none."""
        found: dict[str, object] = {}
        variables = os.environ if given is None else given
        for one in fields(cls):
            name = f"HEARD_{one.name.upper()}"
            if name in variables:
                found[one.name] = _value(name, variables[name], one.default)
        for name in cls.unknown(variables):
            ends = [known.removeprefix("HEARD_") for known in _names()]
            near = get_close_matches(name.removeprefix("HEARD_"), ends, n=1, cutoff=NEAR)
            if near:
                raise InputError(f"there is no setting {name}. Did you mean HEARD_{near[0]}?")
        return cls(**found)  # type: ignore[arg-type]  # checked by _value

    @staticmethod
    def unknown(given: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """HEARD_ variables that are neither settings nor known otherwise.

        >>> Settings.unknown({"HEARD_PORT": "80", "HEARD_IMAGE": "heard:1", "HOME": "kim"})
        ('HEARD_IMAGE',)
        """
        known = {*_names(), *OTHERS}
        return tuple(
            name
            for name in sorted(os.environ if given is None else given)
            if name.startswith("HEARD_") and name not in known and not ELSEWHERE.fullmatch(name)
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that webhooks' secrets are kept under, the newest first."""
        return tuple(key.strip() for key in self.secret_keys.split(",") if key.strip())

    @property
    def zone(self) -> tzinfo:
        """The zone of conversations that do not say theirs."""
        return _zone(self.timezone)

    def local(self, when: datetime) -> datetime:
        """A moment with a zone: ours, where it came without one."""
        return when if when.tzinfo else when.replace(tzinfo=self.zone)

    def to_environment(self) -> dict[str, str]:
        """The same settings as variables, for worker processes."""
        return {f"HEARD_{one.name.upper()}": str(getattr(self, one.name)) for one in fields(self)}

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        kind, _, path = self.url.partition(":///")
        return Path(path) if kind == "sqlite" else None

    @property
    def url(self) -> str:
        """The store's address as SQLAlchemy reads it."""
        if "://" not in self.db:
            return f"sqlite:///{self.db}"
        scheme, rest = self.db.split("://", 1)
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.db

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def secure(self) -> bool:
        """Whether people reach it over TLS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """The names a request may be addressed to; any other is somebody else's."""
        named = {urlsplit(self.public_url).hostname or ""} if self.public_url else set()
        return frozenset({*LOOPBACK, self.host, *named} - {"", "0.0.0.0", "::"})  # noqa: S104

    @property
    def address(self) -> str:
        """The address to type into a browser."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself.

    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "10.0.0.4")]
    [True, True, True, False]
    """
    if host in LOOPBACK:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _value(name: str, given: str, default: object) -> object:
    if isinstance(default, bool):
        if given.casefold() not in TRUE + FALSE:
            raise InputError(f'{name} must be true or false, not "{given}"')
        return given.casefold() in TRUE
    if isinstance(default, int | float):
        try:
            return type(default)(given)
        except ValueError:
            raise InputError(f'{name} must be a number, not "{given}"') from None
    return given


def _names() -> tuple[str, ...]:
    return tuple(f"HEARD_{one.name.upper()}" for one in fields(Settings))


def _public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return False
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(rest)


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = f"{did_you_mean(name, available_timezones())} " if name else ""
        near = near if near.startswith("Did") else ""
        raise InputError(
            f'HEARD_TIMEZONE must be the name of a zone, such as Europe/Berlin, not "{name}". {near}'.rstrip()
        ) from None
