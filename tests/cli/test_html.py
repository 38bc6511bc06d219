"""`--html`: the page is written, an older page replaced, anything else left alone."""

import re

import pytest
from drawn import AS_OF


def test_check_writes_a_page(archiver, few, tmp_path):
    result = archiver("check", few, "--as-of", AS_OF, "--html", tmp_path / "r.html")

    assert result.exit_code == 1
    assert "Ne supprimez pas encore" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_backup_writes_a_page_that_leads_into_the_archive(archiver, few, tmp_path):
    (tmp_path / "pages").mkdir()
    target, page = tmp_path / "a.pdf", tmp_path / "pages" / "r.html"

    archiver("backup", few, "--as-of", AS_OF, "-o", target, "--html", page)

    leads = re.findall(r'href="([^"#]+)#page=(\d+)"', page.read_text(encoding="utf-8"))
    assert {href for href, _ in leads} == {"../a.pdf"}
    assert min(int(number) for _, number in leads) > 1


def test_a_page_of_an_earlier_run_is_replaced(archiver, few, tmp_path):
    for _ in range(2):
        assert archiver("check", few, "--html", tmp_path / "r.html").exit_code == 1


@pytest.mark.parametrize("command", ["check", "backup"])
def test_any_other_file_is_left_alone_and_no_work_is_done(archiver, few, tmp_path, command):
    page = tmp_path / "r.html"
    page.write_text("<html>mine</html>")
    target = ["-o", tmp_path / "a.pdf"] if command == "backup" else []

    result = archiver(command, few, "--html", page, *target)

    assert result.exit_code == 2
    assert page.read_text() == "<html>mine</html>"
    assert [file.name for file in tmp_path.iterdir()] == ["r.html"]
