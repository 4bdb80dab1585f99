"""A headless Chromium looks at the page: what is wider than its box, and which text cannot be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

LEAST_CONTRAST: Final = 4.5  # WCAG 2.2 AA for text of ordinary size
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_SECONDS: Final = 120
_FOUND: Final = re.compile(r'<script type="application/json" id="found">(.*?)</script>', re.DOTALL)
_LOOK: Final = """
<script>
function luminance(rgb) {
  const part = rgb.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
}
function colour(text) { return (text.match(/[\\d.]+/g) || []).map(Number); }
function behind(node) {
  for (let at = node; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found.length === 3 || (found.length === 4 && found[3] === 1)) return found.slice(0, 3);
  }
  return [255, 255, 255];
}
function over(front, back) {
  const alpha = front.length === 4 ? front[3] : 1;
  return back.map((value, at) => alpha * front[at] + (1 - alpha) * value);
}
function words(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}
const found = [];
for (const box of document.querySelectorAll('.shown')) {
  const caption = box.parentElement.previousElementSibling.textContent.trim();
  for (const node of box.querySelectorAll('*')) {
    if (node.closest('svg') || node.closest('details') || node.closest('.wide')) continue;
    const own = [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim());
    const right = Math.max(node.getBoundingClientRect().right, words(node).right);
    if (right > box.getBoundingClientRect().right + 1)
      found.push({what: 'too wide', where: caption, text: node.textContent.slice(0, 60)});
    if (!own) continue;
    const back = behind(node), front = over(colour(getComputedStyle(node).color), back);
    const [a, b] = [luminance(front), luminance(back)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < LEAST) found.push({what: 'contrast ' + contrast.toFixed(1), where: caption,
                                      text: node.textContent.slice(0, 60)});
  }
}
const told = document.createElement('script');
told.type = 'application/json'; told.id = 'found';
told.textContent = JSON.stringify(found).replaceAll('<', '\\\\u003c');
document.body.appendChild(told);
</script>
"""


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


def browser() -> str:
    """The path of a Chromium.

    Raises:
        NoBrowserError: There is none.
    """
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowserError("There is no Chromium: apt-get install chromium")
    return found


def look_at(page: str) -> list[str]:
    """What is wrong with the page, a line each; empty when all of it can be read."""
    script = _LOOK.replace("LEAST", str(LEAST_CONTRAST))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.replace("</body>", f"{script}</body>"), encoding="utf-8")
        seen = _chromium(folder, "--dump-dom", file.as_uri()).stdout.decode()
    match = _FOUND.search(seen)
    if match is None:
        raise RuntimeError("Chromium did not get to the end of the page")
    return [f"{one['what']}: {one['where']}: {one['text']!r}" for one in json.loads(match[1])]


def photograph(page: str, to: Path, width: int = 1_400, height: int = 16_000) -> None:
    """A PNG of the page from its top, without what is empty below; higher ones Chromium does not make."""
    from PIL import Image, ImageChops

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        _chromium(folder, f"--window-size={width},{height}", f"--screenshot={to}", file.as_uri())
    with Image.open(to) as taken:
        shown = taken.convert("RGB")
    empty = Image.new("RGB", shown.size, shown.getpixel((0, height - 1)))
    _, _, _, bottom = ImageChops.difference(shown, empty).getbbox() or (0, 0, width, height)
    shown.crop((0, 0, width, bottom)).save(to)


def _chromium(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}")
    command = [browser(), *quiet, "--virtual-time-budget=10000", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - our own page
