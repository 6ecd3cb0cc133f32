"""The wheel and the sdist hold what users need, and what is in them works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from the sdist as pip would."""
    folder = tmp_path_factory.mktemp("dist")
    _build("sdist", folder, cwd=ROOT)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    _build("wheel", folder, cwd=next(p for p in folder.iterdir() if p.is_dir()))
    return folder


def _build(target: str, folder: Path, cwd: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def installed(built: Path) -> Path:
    """The wheel unpacked, as an import path."""
    target = built / "installed"
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"}


def test_wheel_holds_every_rule_and_demo_notice(installed: Path) -> None:
    assert _files(installed / "qingdan" / "_data" / "rules") == _files(ROOT / "rules")
    assert _files(installed / "qingdan" / "_data" / "demo") == _files(ROOT / "corpora" / "demo")


def test_wheel_holds_the_package_whole_and_nothing_else(installed: Path) -> None:
    package = {name for name in _files(installed / "qingdan") if not name.startswith("_data")}
    assert package == _files(ROOT / "pipeline" / "qingdan")
    assert {p.name.split("-")[0] for p in installed.iterdir()} == {"qingdan"}


def test_wheel_carries_both_licences(installed: Path) -> None:
    licences = next(installed.glob("*.dist-info")) / "licenses"
    assert {p.name for p in licences.iterdir()} == {"LICENSE", "LICENSE-DATA"}


def test_wheel_reads_its_own_demo_notices(installed: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import qingdan\n"
        "home = Path(qingdan.__file__).parent\n"
        "for path in sorted((home / '_data' / 'demo').glob('*.*')):\n"
        "    if path.suffix in {'.txt', '.pdf'}: print(home, len(qingdan.read_notice(path).tasks))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    lines = result.stdout.splitlines()
    assert len(lines) >= 2
    for line in lines:
        home, tasks = line.rsplit(" ", 1)
        assert Path(home) == installed / "qingdan"
        assert int(tasks) > 0


def test_constraints_are_names_and_exact_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        name, _, version = line.partition("==")
        assert name.replace("-", "").replace("_", "").replace(".", "").isalnum(), line
        assert version.replace(".", "").isalnum(), line
