"""What is read again and yet must not lie open in the database: encrypted with a key that lies elsewhere."""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, urlsafe_b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from heard.errors import InputError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BYTES = 32  # of a key
SEALED = "sealed:"


class Seal:
    """Closes texts with the first of its keys and opens them with any, so that a key can be changed.

    Without keys it uses the one in a file, which it makes when something is first closed; with
    neither, texts stay as they are.

    >>> old, new = ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "a" * 43 + "=")
    >>> kept = Seal([old]).closed("whsec_1")
    >>> kept.startswith("sealed:"), Seal([new, old]).opened(kept), Seal([new]).opened(kept)
    (True, 'whsec_1', None)
    """

    def __init__(self, keys: Sequence[str] = (), *, file: Path | None = None) -> None:
        self._keys = [Fernet(fitting(key)) for key in keys]
        self._file = None if keys else file

    @property
    def seals(self) -> bool:
        """Whether it closes anything at all."""
        return bool(self._keys) or self._file is not None

    def closed(self, text: str) -> str:
        """The text as it is kept."""
        keys = self._found(makes=True)
        return SEALED + keys[0].encrypt(text.encode()).decode() if keys else text

    def opened(self, kept: str) -> str | None:
        """The text again; None where none of the keys is the one that it was closed with."""
        if not kept.startswith(SEALED):
            return kept
        return _opened(self._found(), kept)

    def outdated(self, kept: str) -> bool:
        """Whether it would be kept otherwise now: it lies open, or under a key that is not the first."""
        if not kept.startswith(SEALED):
            return self.seals
        return _opened(self._found()[:1], kept) is None

    def _found(self, *, makes: bool = False) -> list[Fernet]:
        if not self._keys and self._file is not None and (makes or self._file.exists()):
            try:
                self._keys = [Fernet(fitting(_key_in(self._file)))]
            except InputError as fault:
                raise StoreError(f'the key in "{self._file}" can\'t be used: {fault}') from None
        return self._keys


def fitting(key: str) -> bytes:
    """A key as it is used. Raises InputError, which never quotes it, where it is none."""
    try:
        found = b64decode(key.strip().translate(str.maketrans("-_", "+/")), validate=True)
    except ValueError:
        found = b""
    if len(found) != BYTES:
        raise InputError(
            f"a key is {BYTES} random bytes in base64, as `openssl rand -base64 {BYTES}` makes them"
        )
    return urlsafe_b64encode(found)


def _opened(keys: list[Fernet], kept: str) -> str | None:
    if not keys:
        return None
    try:
        return MultiFernet(keys).decrypt(kept.removeprefix(SEALED)).decode()
    except InvalidToken:
        return None


def _key_in(file: Path) -> str:
    """The key in this file; a new one, for nobody else to read, where there is no file yet."""
    try:
        if not file.exists():
            _make(file)
        return file.read_text(encoding="ascii", errors="replace")
    except OSError as fault:
        raise StoreError(f'the key in "{file}" can\'t be used: {fault.strerror}') from fault


def _make(file: Path) -> None:
    """Write a new key: all of it at once and on the disk, by whoever comes first."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            new.write(Fernet.generate_key() + b"\n")
            new.flush()
            os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink(missing_ok=True)
