"""The page over TLS of its own, and where it opens beyond this machine."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sync.cli.main import run
from sync.service.listener import TlsFiles, listening


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    """A certificate of this machine, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ocop")])
    now, here = datetime.now(UTC), x509.IPAddress(ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, plain))
    return TlsFiles(folder / "cert.pem", folder / "key.pem")


async def test_a_certificate_makes_it_https(files: TlsFiles) -> None:
    async def scheme(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.scheme)

    files.must_fit()
    trusting = ssl.create_default_context(cafile=str(files.certificate))
    application = Starlette(routes=[Route("/", scheme)])
    async with (
        listening(application, "127.0.0.1", 0, tls=files) as port,
        httpx.AsyncClient(verify=trusting) as http,
    ):
        assert (await http.get(f"https://127.0.0.1:{port}/")).text == "https"
        with pytest.raises(httpx.HTTPError):
            await http.get(f"http://127.0.0.1:{port}/")


def test_files_that_are_no_pair_are_refused(files: TlsFiles, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="PEM"):
        TlsFiles(files.key, files.certificate).must_fit()
    with pytest.raises(OSError, match="No such file"):
        TlsFiles(tmp_path / "none.pem", files.key).must_fit()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--page", "0.0.0.0:8780"], "TLS"),
        (["--page-cert", "cert.pem"], "--page-key"),
        (
            ["--page", "0.0.0.0:8780", "--page-cert", "cert.pem", "--page-key", "key.pem"],
            "page_hosts",
        ),
    ],
)
def test_nothing_opens_beyond_this_machine_without_tls_and_a_name(
    typed: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config"
    assert run(["init", str(config)]) == 0
    capsys.readouterr()
    common = ["--config", str(config), "--home", str(tmp_path / "home")]
    assert run(["serve", *typed, *common]) == 64
    assert said in capsys.readouterr().err
