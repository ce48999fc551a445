"""One signed message to one address outside: where it may go, and what became of it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Literal
from urllib.parse import urlsplit

import httpx

from heard.server.problems import Problem

TIMEOUT_S = 10.0
GONE = 410

Address = IPv4Address | IPv6Address
Result = Literal["sent", "again", "gone"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a webhook goes: its address, looked up and found harmless."""

    url: str
    host: str
    port: int
    scheme: str
    ip: Address

    @property
    def pinned(self) -> str:
        """The URL with the address that was checked in place of the name, so that it stays that."""
        parts = urlsplit(self.url)
        ip = f"[{self.ip}]" if self.ip.version == 6 else str(self.ip)
        return parts._replace(netloc=f"{ip}:{self.port}", fragment="").geturl()


def target(url: str, *, private: bool) -> Target:
    """Where this URL leads. Raises Problem where no webhook may be sent there."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Problem("invalid", "url: that is no address of a web server") from None
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password:
        raise Problem("invalid", "url: write it as https://host/path, without a name or password")
    if parts.scheme == "http" and not private:
        raise Problem(
            "invalid", "url: only https:// is sent to, unless private webhooks are allowed"
        )
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Problem("invalid", f'url: there is no host "{host[:100]}"') from None
    addresses = [ip_address(one[4][0]) for one in found]
    for ip in addresses:
        if not allowed(ip, private=True):
            raise Problem("invalid", "url: no message is ever sent to that address")
        if not allowed(ip, private=private):
            raise Problem(
                "invalid",
                "url: that address is inside the network; the server must be started with "
                "private webhooks allowed to send there",
            )
    return Target(url, host, port, parts.scheme, addresses[0])


def allowed(ip: Address, *, private: bool) -> bool:
    """Whether a webhook may go to this address.

    Never to link-local ones (where clouds keep their credentials), nor to none or many.

    >>> [allowed(ip_address(ip), private=True) for ip in ("10.0.0.4", "169.254.169.254", "0.0.0.0")]
    [True, False, False]
    >>> [allowed(ip_address(ip), private=False) for ip in ("93.184.216.34", "127.0.0.1", "10.0.0.4")]
    [True, False, False]
    """
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = ip if mapped is None else mapped
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    if ip.is_loopback or ip.is_private:
        return private
    return not ip.is_reserved


def post(to: Target, headers: dict[str, str], body: bytes) -> tuple[Result, str]:
    """Send it once: what became of it, and a few words for whoever looks."""
    sent = {
        "Host": to.host if to.port in (80, 443) else f"{to.host}:{to.port}",
        "Content-Type": "application/json",
        "User-Agent": "Heard-Webhook/1",
        **headers,
    }
    try:
        with (
            httpx.Client(timeout=TIMEOUT_S, follow_redirects=False, trust_env=False) as client,
            client.stream(
                "POST", to.pinned, content=body, headers=sent,
                extensions={"sni_hostname": to.host},
            ) as answer,
        ):  # fmt: skip
            status = answer.status_code
    except httpx.HTTPError as fault:
        return "again", type(fault).__name__
    if status == GONE:
        return "gone", "410: the receiver wants no more"
    return ("sent" if 200 <= status < 300 else "again"), str(status)
