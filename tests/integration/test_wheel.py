"""The wheel holds everything that the command needs, and works where the repository is not."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "tools", "knowledge", "prompts")


def run(*command: str | Path, home: Path, cwd: Path) -> str:
    """Standard output of a command that must succeed, in an environment without settings of ours."""
    clean = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**clean, "HOME": str(home), "RAPPORT_HOME": str(home / "rapport home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend itself: no network, no isolation."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    run(sys.executable, "-c", build, folder, home=folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, that finds what the wheel depends on in ours."""
    place = tmp_path_factory.mktemp("another place") / "env"
    venv.create(place, with_pip=False, symlinks=True)
    site = next((place / "lib").glob("python*")) / "site-packages"
    install = (
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--offline",
        "--no-deps",
        "--no-cache",
        "--python",
    )
    run(*install, place, wheel, home=place, cwd=place)
    # a plain path line: the .pth files over there, our editable install among them, are not read
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


def test_every_file_of_our_packages_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as files:
        held = {name for name in files.namelist() if ".dist-info/" not in name}
    ours = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == ours
    assert {Path(name).suffix for name in held} >= {".py", ".yaml", ".md", ".txt", ".npz"}
    assert any("migrations/versions/" in name for name in held)


def test_the_command_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    where = "import assistant, tools, knowledge, prompts; print(prompts.__file__)"
    found = run(installed / "python", "-c", where, home=tmp_path, cwd=tmp_path)
    assert found.startswith(str(installed.parent))
    shown = run(installed / "rapport", "demo", home=tmp_path, cwd=tmp_path)
    for part in ("Which partners need attention?", "Nebelhorn Systemhaus", "draft, waits for your approval"):
        assert part in shown
