"""A time-stamping authority on this machine, played by OpenSSL: nothing of ours judges itself."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

#: Held for the whole run: the certificates are made once.
_FOLDER = TemporaryDirectory(prefix="authority-")

NAME = "Horodatage d’essai"

_CONFIG = """
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
CN = {name}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[below]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[late]
basicConstraints = critical, CA:false
extendedKeyUsage = timeStamping
[twofold]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping, codeSigning
[any]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
[tsa]
default_tsa = given
[given]
serial = serial
signer_cert = {signer}.pem
signer_key = {signer}.key
{certs}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""

Answer = tuple[int, dict[str, str], bytes]


def openssl(*words: str | Path, data: bytes | None = None) -> bytes:
    """Run OpenSSL in the folder of the authority."""
    done = subprocess.run(
        ["openssl", *map(str, words)], cwd=folder(), input=data, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@cache
def folder() -> Path:
    """Where keys, certificates and configuration lie: `root.pem`, `stamps.pem` ..."""
    here = Path(_FOLDER.name)
    for name, signer, digests, certs in (
        ("given", "stamps", "sha256", "certs = root.pem"),
        ("refusing", "stamps", "sha512", "certs = root.pem"),
        ("alone", "stamps", "sha256", ""),
        ("rootless", "below", "sha256", "certs = middle.pem"),
    ):
        text = _CONFIG.format(name=NAME, signer=signer, digests=digests, certs=certs)
        (here / f"{name}.cnf").write_text(text, encoding="utf-8")
    (here / "serial").write_text("01\n")

    def run(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=here, check=True, capture_output=True)

    for name in ("root", "middle", "below", "stamps", "late", "twofold", "any"):
        own = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-sha256"]
        if name != "root":  # as most authorities still have it
            own = ["-newkey", "rsa:2048", "-nodes", "-sha256"]
        issuer = {"root": "", "below": "middle"}.get(name, "root")
        above = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key"] if issuer else []
        subject = ["-subj", f"/O=Essais/CN={name}"] if name in ("root", "middle") else []
        run(
            *["req", "-x509", "-config", "given.cnf", *own, *above, *subject, "-days", "3650"],
            *["-extensions", name, "-keyout", f"{name}.key", "-out", f"{name}.pem"],
        )
    return here


def stamped(question: bytes, config: str = "given") -> bytes:
    """OpenSSL's answer to a request."""
    query = folder() / "query.tsq"
    query.write_bytes(question)
    words = ["ts", "-reply", "-config", f"{config}.cnf", "-queryfile", query.name]
    return openssl(*words, "-out", "/dev/stdout")


@contextmanager
def serving(answer: Callable[[bytes], bytes | Answer] = stamped) -> Iterator["Server"]:
    """Run an authority on the loopback interface.

    Args:
        answer: Makes a body, or status, headers and body, of a request.
    """
    server = Server(answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Server(ThreadingHTTPServer):
    """Answers requests for time stamps, and remembers them."""

    def __init__(self, answer: Callable[[bytes], bytes | Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.asked: list[tuple[dict[str, str], bytes]] = []
        self.closing = threading.Event()
        self.one_by_one = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/tsa"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        question = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), question))
        with self.server.one_by_one:
            answer = self.server.answer(question)
        kind = {"Content-Type": "application/timestamp-reply"}
        status, headers, body = (200, kind, answer) if isinstance(answer, bytes) else answer
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            pass  # it heard enough

    def log_message(self, *_: object) -> None:
        pass
