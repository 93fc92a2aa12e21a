"""Which hosts may be asked for a page: those of the open web. Address -> Target."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_CARRIES_IPV4 = IPv6Network("64:ff9b::/96")
_OF_OLD = (IPv6Network("fec0::/10"), IPv4Network("192.88.99.0/24"))
"""Addresses of a site, and of relays, from rules that are no longer in force, and machines that still keep them."""
_CLOUD = {"168.63.129.16"}
"""Addresses in the open range behind which a cloud keeps its own services."""


class Target(NamedTuple):
    """A web address taken apart, with the one network address that may be connected to."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" + ("" if is_usual else f":{self.port}")


def find_target(address: str, *, local_server: str | None = None) -> Target:
    """Return where an address leads, or raise `ValueError`: only hosts all of whose addresses lie in the open web."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"an address of the kind {parts.scheme or 'unknown'}; only http and https are fetched")
    if not parts.hostname:
        raise ValueError("an address without a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a user name in it; give it without")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'()*@") + (
        f"?{quote(parts.query, safe='/%:=&~+!$,;()*@?')}" if parts.query else ""
    )
    return Target(parts.scheme, host, port, path, _checked_ip(host, port, is_allowed=local_server == f"{host}:{port}"))


def _checked_ip(host: str, port: int, *, is_allowed: bool) -> str:
    found = sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    for ip in found:
        if not is_allowed and not is_open(ip):
            raise ValueError(
                f"{host} leads to {ip}, which is no address of the open web; only public pages are fetched"
            )
    if not found:
        raise ValueError(f"{host} has no network address")
    return min(found, key=lambda ip: (":" in ip, ip))  # by IPv4 where there is a choice: it works from more places


def is_open(text: str) -> bool:
    """Return whether a network address is public: not local, private, reserved, nor one of these in disguise."""
    ip = ip_address(text.partition("%")[0])
    if isinstance(ip, IPv6Address) and (inner := _ipv4_inside(ip)) is not None:
        return is_open(str(inner))
    if any(ip in network for network in _OF_OLD):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and str(ip) not in _CLOUD


def _ipv4_inside(ip: IPv6Address) -> IPv4Address | None:
    if ip in _CARRIES_IPV4 or int(ip) >> 32 == 0:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
