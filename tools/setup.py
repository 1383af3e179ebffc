"""Makes the project ready to run: a private Python in `.venv`, with everything pinned and checked.

Linux and macOS: `make setup` calls it.
Windows: `py tools\\setup.py`, and then `.venv\\Scripts\\ocop demo`.
It needs Python 3.11 or newer and nothing else, and does nothing when all is in place already.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UV = "uv==0.13.9"  # the installer itself is pinned, as everything that it installs
OWN_UV = ROOT / ".uv"  # an environment of its own, so that uv can never clash with what we pin
STAMP = VENV / "ready"
NEEDED = (3, 11)
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
NO_PYTHON = """Cần Python 3.11 trở lên; máy này đang chạy Python {found}.
Python 3.11 or newer is needed; this is Python {found}.
  Debian, Ubuntu: sudo apt install python3 python3-venv
  Windows: winget install Python.Python.3.13"""
NO_VENV = """Python này thiếu mô-đun venv (ensurepip).
This Python lacks its venv module (ensurepip).
  Debian, Ubuntu: sudo apt install python3-venv"""


def python_of(environment: Path) -> Path:
    """Where an environment keeps its Python."""
    return environment / PROGRAMS / ("python.exe" if os.name == "nt" else "python")


def fingerprint() -> str:
    """Changes whenever the environment has to be made again; a moved checkout counts."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for name in ("requirements.lock", "pyproject.toml", "tools/setup.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ready() -> bool:
    """Tell whether the environment stands and was made from today's files."""
    stamped = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    return stamped == fingerprint() and python_of(VENV).exists()


def run(*command: str | Path) -> None:
    """Run a step in the project's folder; raises when it fails."""
    # An office's own certificate stands with the system, where uv looks only when told.
    environment = {"UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **os.environ}
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env=environment)


def missing() -> str | None:
    """Say what the machine lacks, or None."""
    version = sys.version_info[:2]
    if version < NEEDED:
        return NO_PYTHON.format(found=".".join(map(str, version)))
    return None if importlib.util.find_spec("ensurepip") else NO_VENV


def find_uv() -> Path | None:
    """The fast installer: the machine's, or one of our own through pip; None when not to be had."""
    if found := shutil.which("uv"):
        return Path(found)
    own = OWN_UV / PROGRAMS / ("uv.exe" if os.name == "nt" else "uv")
    if own.exists():
        return own
    try:
        run(sys.executable, "-m", "venv", "--clear", OWN_UV)
        run(python_of(OWN_UV), "-m", "pip", "install", "--quiet", UV)
    except (subprocess.CalledProcessError, OSError):
        return None
    return own


def install_with_uv(uv: Path) -> None:
    """About ten seconds on a new machine."""
    pip = (uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python_of(VENV))
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    run(*pip, "--require-hashes", "-r", "requirements.lock")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")


def install_with_pip() -> None:
    """The same, slower, with what Python brings along."""
    pip = (python_of(VENV), "-m", "pip", "install", "--quiet")
    run(sys.executable, "-m", "venv", "--clear", VENV)
    run(*pip, "--require-hashes", "-r", "requirements.lock")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")


def install() -> None:
    """Install by uv where it can be had, else by pip; stamped only when all of it succeeded."""
    uv = find_uv()
    try:
        if uv is None:
            raise FileNotFoundError("uv")
        install_with_uv(uv)
    except (subprocess.CalledProcessError, OSError):
        print("uv không dùng được, cài bằng pip. / uv is not usable here: installing with pip.")
        install_with_pip()
    compile_ours()
    STAMP.write_text(fingerprint(), encoding="utf-8")


def compile_ours() -> None:
    """Write our bytecode, as that of the libraries is: the first command is as fast as any."""
    command = [str(python_of(VENV)), "-m", "compileall", "-q", "sync", "adapters", "sandbox"]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Make `.venv` ready; 0 when it is."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    if is_ready():
        return 0
    if lack := missing():
        print(lack, file=sys.stderr)
        return 1
    print("Đang cài đặt vào .venv (chỉ một lần) / Installing into .venv (once) ...", flush=True)
    try:
        install()
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"Không cài được / Could not install: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
