"""The same sources, day, language and SOURCE_DATE_EPOCH give the same bytes, wherever."""

import os
import shutil
import subprocess
import sys

import drawn
import pytest
from archives import draw_statement
from PIL import Image

FIXED = {"SOURCE_DATE_EPOCH": "1790000000", "LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Three folders with documents of every sort, to be named as sources."""
    top = tmp_path_factory.mktemp("places")
    for name in ("a", "b", "c"):
        (top / name).mkdir()
    for month in (8, 9, 10):
        draw_statement(top / "a" / f"relevé {month}.pdf", month, pages=2)
    (top / "b" / "attestation.pdf").write_bytes(drawn.attestation(drawn.AS_OF))
    draw_statement(top / "b" / "encore.pdf", 9, pages=2)
    Image.new("RGB", (90, 120), "white").save(top / "c" / "carte ıİ.png")
    (top / "c" / "vide.pdf").write_bytes(b"")
    return top


def made(top, target, *, order="abc", **surroundings):
    """The bytes of the archive of all three, made by a run of its own."""
    words = ["backup", *order, "-o", target, "--as-of", drawn.AS_OF, "--lang", "fr", "--no-seal"]
    done = subprocess.run(
        [sys.executable, "-m", "archiver", *map(str, words), "--force"],
        cwd=top,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | FIXED | surroundings,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr.decode()
    return target.read_bytes()


@pytest.fixture(scope="module")
def reference(places, tmp_path_factory):
    return made(places, tmp_path_factory.mktemp("reference") / "archive.pdf")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            {
                "order": "cab",
                "LC_ALL": "fr_FR.UTF-8",
                "TZ": "Pacific/Auckland",
                "PYTHONHASHSEED": "12345",
            },
            id="a French machine on the other side of the world",
        ),
        pytest.param(
            {"order": "bcaa", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "40", "HOME": "/"},
            id="a Turkish machine",
        ),
    ],
)
def test_where_and_how_it_is_made_changes_no_byte(places, reference, tmp_path, other):
    assert made(places, tmp_path / "other name.pdf", **other) == reference


@pytest.mark.parametrize("processors", [1, 7])
def test_no_order_of_files_no_time_of_theirs_and_no_processor_changes_a_byte(
    places, reference, tmp_path, processors
):
    copy = tmp_path / "copy"
    for number, file in enumerate(sorted(places.rglob("*.*"), reverse=True)):
        place = copy / file.relative_to(places)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        os.utime(place, (number * 1e8, number * 1e8))
    (tmp_path / "sitecustomize.py").write_text(f"import os\nos.cpu_count = lambda: {processors}\n")
    path = os.pathsep.join([str(tmp_path), *sys.path])

    assert made(copy, tmp_path / "archive.pdf", PYTHONPATH=path) == reference


def test_another_moment_does(places, reference, tmp_path):
    """The tests above can fail."""
    assert made(places, tmp_path / "archive.pdf", SOURCE_DATE_EPOCH="1790000001") != reference
