"""The HTML report in a real browser: accessible (axe-core), whole without scripts, never too wide.

`AXE_CORE` names the file `axe.min.js` of the npm package axe-core; `.ci/run` fetches it.
"""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "telechargements"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
AXE = os.environ.get("AXE_CORE", "")

pytestmark = pytest.mark.skipif(
    not (BROWSER and AXE) and not os.environ.get("CI"),
    reason="needs Chromium, and axe-core named in AXE_CORE",
)

_ASK = """
<script>%s</script>
<script>
axe.run({resultTypes: ["violations"]}).then(found => {
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify({
    violations: found.violations.map(v => [v.id, v.nodes.map(n => n.html)]),
    passes: found.passes.length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  });
  document.body.append(told);
});
</script>
"""


@pytest.fixture(scope="module", params=["fr", "en"])
def page(request, tmp_path_factory):
    """The report on the samples, with every sort of gap."""
    from click.testing import CliRunner

    from archiver.cli import cli

    target = tmp_path_factory.mktemp("html") / "report.html"
    words = ["check", str(SAMPLES), "--as-of", "2026-11-30", "--html", str(target)]
    CliRunner().invoke(cli, [*words, "--lang", request.param])
    return target


def asked(page, tmp_path, *flags, size="1000,800"):
    """What axe-core and the browser say of the page."""
    asking = tmp_path / "asking.html"
    # The page forbids scripts to itself; the question is not part of it.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    ask = _ASK % Path(AXE).read_text("utf-8")
    asking.write_text(text.replace("</body>", ask + "</body>"), encoding="utf-8")
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={size}",
        "--virtual-time-budget=20000", *flags, "--dump-dom", asking.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told, done.stderr
    return json.loads(html.unescape(told[1]))


def test_no_rule_of_accessibility_is_broken(page, tmp_path):
    found = asked(page, tmp_path)

    assert found["passes"] > 10
    assert found["violations"] == []


def test_nor_in_the_dark(page, tmp_path):
    found = asked(page, tmp_path, "--force-dark-mode", "--blink-settings=preferredColorScheme=0")

    assert found["dark"]
    assert found["violations"] == []


def test_on_a_telephone_nothing_has_to_be_pushed_aside(page, tmp_path):
    assert asked(page, tmp_path, size="500,900")["wide"] <= 0


def test_the_page_needs_no_script_and_nothing_from_elsewhere(page):
    text = page.read_text("utf-8")

    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(https?:[^"]*)"', text) == []
    assert "@import" not in text and "url(" not in text
