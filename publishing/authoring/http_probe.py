"""Asks one address of the web whether it is still there, politely and without being led astray.

The addresses come from strangers' posts, and the one who asks may stand inside a company's or a
host's network. So only machines of the public internet are asked, each by the number that was
judged: a name that is looked up twice can lead to two machines.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

HOPS: Final = 5
"""Redirects that are followed."""
TIMEOUT: Final = 10.0
"""Seconds to wait for a machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address.

    :ivar status: of HTTP, the last one; 0 if there was no answer.
    :ivar reason: why there was none, in words.
    :ivar moved: where it has moved for good, if every redirect says so.
    :ivar wait: seconds that the host asks to be left alone.
    """

    status: int
    reason: str = ""
    moved: str = ""
    wait: int = 0

    @property
    def is_dead(self) -> bool:
        """Whether there is nothing at the address, rather than no answer just now."""
        return self.status in {404, 410} or self.reason == UNKNOWN_HOST

    @property
    def is_open(self) -> bool:
        """Whether nothing is known: the host was busy, broken, or wants no visits of programs."""
        return not self.is_dead and not 200 <= self.status < 300


UNKNOWN_HOST: Final = "there is no such host"


def is_public(number: str) -> bool:
    """Whether a machine is one of the public internet, and not one inside by way of a gateway.

    A number of IPv6 that holds one of IPv4 leads where a gateway sends it: to that machine.
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    inner = list(_embedded(address)) if isinstance(address, ipaddress.IPv6Address) else []
    outer = [] if inner and address in _MAPPED else [address]
    return all(one.is_global and not one.is_multicast for one in (*outer, *inner))


def _embedded(address: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the numbers of IPv4 that one of IPv6 holds."""
    if address.sixtofour:  # RFC 3056
        yield address.sixtofour
    yield from address.teredo or ()  # RFC 4380: the server and the machine
    low = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if any(address in network for network in _HOLDING) or int(address) >> 32 & _ISATAP == 0x5EFE:
        yield low


def probe(url: str, agent: str, allow: Callable[[str], bool] = is_public) -> Answer:
    """Ask for the head of a page, or for the page where only that is answered.

    :param agent: says who asks.
    :param allow: judges the number of a machine.
    """
    moved, is_for_good = url, True
    for _ in range(HOPS + 1):
        try:
            status, headers = _ask(moved, agent, allow)
        except _RefusedError as refused:
            return Answer(0, str(refused))
        except socket.gaierror:
            return Answer(0, UNKNOWN_HOST)
        except TimeoutError:
            return Answer(0, f"no answer in {TIMEOUT:.0f} seconds")
        except ssl.SSLCertVerificationError:
            return Answer(0, "its certificate does not hold")
        except (OSError, http.client.HTTPException, ValueError) as failure:
            return Answer(0, f"no answer ({type(failure).__name__})")
        if status not in _REDIRECTS or not headers.get("Location"):
            new = moved.partition("#")[0] if is_for_good and moved != url else ""
            return Answer(status, moved=new, wait=_seconds(headers.get("Retry-After")))
        is_for_good &= status in {301, 308}
        moved = urljoin(moved, headers["Location"])
    return Answer(0, f"more than {HOPS} redirects")


_MAPPED: Final = ipaddress.ip_network("::ffff:0:0/96")
_HOLDING: Final = (
    _MAPPED,  # RFC 4291, 2.5.5.2
    ipaddress.ip_network("::/96"),  # likewise, 2.5.5.1
    ipaddress.ip_network("::ffff:0:0:0/96"),  # RFC 2765
    ipaddress.ip_network("64:ff9b::/96"),  # RFC 6052
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215
)
_ISATAP: Final = 0xFCFF_FFFF
"""The bits of an interface that say so (RFC 5214), its scope aside."""


class _RefusedError(Exception):
    """The address may not be visited."""


def _ask(url: str, agent: str, allow: Callable[[str], bool]) -> tuple[int, http.client.HTTPMessage]:
    status, headers = _request("HEAD", url, agent, allow)
    # Some hosts answer HEAD with an error that is not that of the page.
    if status in {400, 403, 404, 405, 500, 501}:
        status, headers = _request("GET", url, agent, allow)
    return status, headers


def _request(
    method: str, url: str, agent: str, allow: Callable[[str], bool]
) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _RefusedError("it leads to no page of the web")
    host = parts.hostname.encode("idna").decode()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Connection(host, port, _number(host, port, allow), parts.scheme == "https")
    path = quote(parts.path or "/", safe=_KEPT)
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    try:
        connection.request(method, path + query, headers={"User-Agent": agent, "Accept": "*/*"})
        # What is not read to its end keeps its socket until it is closed itself.
        with connection.getresponse() as response:
            return response.status, response.headers
    finally:
        connection.close()


def _number(host: str, port: int, allow: Callable[[str], bool]) -> str:
    """Return the number of the machine that is called *host*."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(address[0]) for *_, address in found]
    if not all(map(allow, numbers)):
        raise _RefusedError("it leads into a private network")
    return numbers[0]


class _Connection(http.client.HTTPConnection):
    """A connection to one machine, whatever its name leads to by now."""

    def __init__(self, host: str, port: int, number: str, is_secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._number, self._is_secure = number, is_secure
        if is_secure:
            self.default_port = 443

    def connect(self) -> None:
        """Connect to the machine that was judged."""
        self.sock = socket.create_connection((self._number, self.port), TIMEOUT)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _seconds(written: str | None) -> int:
    return min(int(written), _LONGEST_WAIT) if written and written.isdecimal() else 0


_KEPT: Final = "/%:=&?~#+!$,;'@()*[]"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT: Final = 3600
