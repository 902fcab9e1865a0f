"""Addresses of other servers that an operator may name: which are safe to send a key or a trainee's words to."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

METADATA_NAMES = frozenset({"metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal"})
METADATA_ADDRESSES = frozenset(map(ip_address, ("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254")))
"""Beside the link-local ones: where machines of clouds tell their own secrets."""
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test")


def fault_of(url: str, *, may_be_plain: bool) -> str | None:
    """Return in a sentence why a server's address cannot be used; `None`: it can. Asks no name server.

    `may_be_plain`: HTTP without TLS is accepted everywhere, and not only within one's own network. The sentence never
    repeats the address, which may hold a password.
    """
    fault = _fault_of_form(url)
    if fault is not None:
        return fault
    host = urlsplit(url).hostname or ""
    if _tells_secrets(host):
        return "At this address machines tell their own secrets; it is no server that Readyroom may ask."
    if url.startswith("http:") and not may_be_plain and not _is_near(host):
        return (
            "Plain HTTP is read along on the way: use https, or a server in your own network, or accept it with "
            "READYROOM_INSECURE."
        )
    return None


def _fault_of_form(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or any(sign.isspace() or sign == "\\" for sign in url):
        return "Write a whole address such as http://127.0.0.1:11434/v1 or https://models.example/v1."
    if "@" in parts.netloc:
        return "An address here holds no name and no password; a key is a setting of its own."
    if "?" in url or "#" in url:
        return "An address here ends with its path, such as /v1, and has no ? or # after it."
    return None


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine itself."""
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def _tells_secrets(host: str) -> bool:
    address = _address(host)
    if address is None:
        return host.rstrip(".") in METADATA_NAMES
    return address.is_link_local or address.is_multicast or address.is_unspecified or address in METADATA_ADDRESSES


def _is_near(host: str) -> bool:
    """Say whether a host is this machine or in one's own network, as far as its name tells."""
    address = _address(host)
    if address is None:
        return "." not in host or host.endswith(PRIVATE_NAMES)
    return address.is_loopback or address.is_private


def _address(host: str) -> Address | None:
    """Return the address that a host is, in any way of writing it; `None`: it is a name."""
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        try:
            return IPv4Address(socket.inet_aton(host))  # 2852039166 and 0xA9FEA9FE are 169.254.169.254
        except (OSError, UnicodeError):
            return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
