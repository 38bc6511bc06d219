"""The library: what is promised to callers, and every example of its page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import archiver

ROOT = Path(__file__).parent.parent
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "docs" / "library.md").read_text("utf-8"), re.M | re.S
)
EXPECTED = ["Not yet:", "22 of 27", "SourceNotFound 2", "files in out"]


@pytest.mark.parametrize(("example", "expected"), [*zip(EXAMPLES, EXPECTED, strict=True)])
def test_the_examples_of_the_page_run(example, expected, tmp_path):
    (tmp_path / "sample_docs").symlink_to(ROOT / "sample_docs")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", example], cwd=tmp_path, capture_output=True, text=True
    )

    assert run.returncode == 0, run.stderr
    assert expected in run.stdout


def test_what_is_promised_is_there_and_documented():
    for name in archiver.__all__:
        assert getattr(archiver, name).__doc__
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", archiver.__version__)
    with pytest.raises(AttributeError, match="nothing"):
        archiver.nothing  # noqa: B018


def test_a_caller_is_told_the_types(tmp_path):
    script = tmp_path / "caller.py"
    script.write_text(
        "from pathlib import Path\n"
        "from archiver import Settings, check, verify\n"
        "reveal_type(check([Path()], Settings()))\n"
        "reveal_type(verify(Path('a.pdf')))\n"
        "check('a.pdf', Settings())\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert 'Revealed type is "archiver.model.checklist.Report"' in run.stdout
    assert 'Revealed type is "archiver.model.archive.Verification"' in run.stdout
    assert run.stdout.count("error:") == 1  # the wrong call


def test_to_import_it_brings_no_pdf_library_along():
    heavy = ("pypdf", "reportlab", "click")
    asked = f"import archiver, sys; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
