"""Asks a time-stamping authority for its word (RFC 3161, over HTTP), and believes nothing unread.

What goes out: a digest, a random number, and what any HTTP request tells (the address it comes
from). What comes back is somebody else's: it is limited in time and in size, and it is a time
stamp only when it holds.
"""

import asyncio
import urllib.request
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

import aiohttp
from asn1crypto import cms, core, tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import dummy_digest, set_tsp_headers

from archiver.archive import timestamp
from archiver.errors import TimestampFailed, TimestampUrlWrong
from archiver.text import one_line

#: How long an authority may take for one answer, in seconds.
PATIENCE = 30.0
#: How large an answer may be, in bytes; tokens with a long chain have some ten thousand.
LARGEST = 64 * 1024
# Serial numbers and signatures are not always of one length, and an authority may have several
# machines with a certificate each.
_SPARE = 1024

# Of what a server says for itself, in characters.
_LONGEST_REMARK = 200


class _Reply(core.Sequence):  # type: ignore[misc]
    """RFC 3161, 2.4.2: a refusal has no token; asn1crypto's own class cannot read one."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class Authority(TimeStamper):
    """One authority, for one run. It is asked once before there is anything to stamp.

    That shows in time that it answers, and how much room its tokens take.

    Attributes:
        url: Its address.
        host: The part of that which names the machine.
        spare: By how many bytes a token may be longer than the first one.
    """

    spare = _SPARE

    def __init__(self, url: str) -> None:
        """Look at the address; ask nothing yet.

        Raises:
            TimestampUrlWrong: It cannot be one.
        """
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url
        self.host = _checked(url).hostname or ""
        self._first: cms.ContentInfo | None = None

    def try_out(self) -> None:
        """Have it stamp the digest of nothing.

        Raises:
            TimestampFailed: It does not.
        """
        asyncio.run(self.async_dummy_response(timestamp.IMPRINT))

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:
        """What its tokens look like."""
        if self._first is None:
            self._first = await self.async_timestamp(dummy_digest(md_algorithm), md_algorithm)
        return self._first

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Have a digest stamped.

        Raises:
            TimestampFailed: There is no answer, or none that holds.
        """
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        token = self._token(await self._answer(request.dump()))
        try:
            await timestamp.read(token.dump(), imprint=message_digest)
        except timestamp.Invalid as error:
            raise self._failed(error.reason) from error
        if timestamp.nonce_of(token.dump()) != nonce:
            raise self._failed("nonce")
        if self._first and len(token.dump()) > len(self._first.dump()) + self.spare:
            raise self._failed("too-large")
        return token

    def _token(self, answer: bytes) -> cms.ContentInfo:
        """The token in an answer that grants one."""
        try:
            reply = _Reply.load(answer, strict=True)
            status = reply["status"]["status"].native
            remarks = [*(reply["status"]["status_string"].native or ())]
            reasons = [*(reply["status"]["fail_info"].native or ())]
            token = reply["time_stamp_token"]
        except Exception as error:  # whatever a parser says of it, it is no answer
            raise self._failed("garbage") from error
        if status not in ("granted", "granted_with_mods"):
            raise self._failed("refused", ", ".join([*remarks, *sorted(reasons)]) or status)
        return token

    async def _answer(self, question: bytes) -> bytes:
        """What the server sends back, if it is no more than an authority has to say."""
        limits = aiohttp.ClientTimeout(total=PATIENCE)
        headers = {"User-Agent": "archiver", "Accept-Encoding": "identity"}
        try:
            async with (
                aiohttp.ClientSession(timeout=limits, auto_decompress=False) as session,
                session.post(
                    self.url,
                    data=question,
                    headers=set_tsp_headers(headers),
                    # The user named this address, and no other.
                    allow_redirects=False,
                    proxy=_proxy(self.url),
                ) as response,
            ):
                if response.status != 200:
                    elsewhere = response.headers.get("Location", "")
                    told = f"{response.status} {response.reason or ''} {elsewhere}"
                    raise self._failed("status", told)
                answer = bytearray()
                async for chunk in response.content.iter_any():
                    answer += chunk
                    if len(answer) > LARGEST:
                        raise self._failed("too-large")
        except TimeoutError as error:
            raise self._failed("silent") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise self._failed("unreachable", str(error)) from error
        return bytes(answer)

    def _failed(self, reason: str, remark: str = "") -> TimestampFailed:
        return TimestampFailed(self.url, reason, one_line(remark, longest=_LONGEST_REMARK))


def _checked(url: str) -> SplitResult:
    """The parts of an address that can be asked.

    Raises:
        TimestampUrlWrong: It cannot.
    """
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise TimestampUrlWrong(url, "form") from error
    if not named or not url.isprintable() or " " in url:
        raise TimestampUrlWrong(url, "form")
    if parts.username is not None:
        # It would stand in the shell's history and in error messages.
        raise TimestampUrlWrong(parts._replace(netloc=f"***@{parts.hostname}").geturl(), "secret")
    return parts


def _proxy(url: str) -> str | None:
    """The proxy that the system wants used, as urllib finds it: aiohttp would also read .netrc."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.netloc):
        return None
    return urllib.request.getproxies().get(parts.scheme)
