"""Looking at the page as it stands: an axe scan and screenshots, light and dark, on a phone and on a desk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The rules of WCAG 2.2 AA and axe's own good practices.
SCAN = "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.map(summary))"
SUMMARY = "const summary = ({id, nodes}) => `${id}: ${nodes.map(({target}) => target.join(' ')).join(', ')}`;"


@dataclass(frozen=True)
class Inspection:
    """Looks at a page as it is shown; for screenshots on a phone and a desk, unless its size is the point."""

    axe: str
    folder: Path | None

    def look(self, page: Page, state: str) -> None:
        """The state has no accessibility violation and fits its window, in light and in dark."""
        usual = page.viewport_size or DESKTOP
        for viewport in self._viewports(usual):
            page.set_viewport_size(viewport)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self._check(page, f"{state}, {scheme}, {viewport['width']} px")
                self._keep(page, f"{state}-{viewport['width']}-{scheme}")
        page.set_viewport_size(usual)
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    def _viewports(self, usual: ViewportSize) -> tuple[ViewportSize, ...]:
        is_size_the_point = usual["width"] not in {PHONE["width"], DESKTOP["width"]}
        return (usual,) if is_size_the_point or not self.folder else (PHONE, DESKTOP)

    def _check(self, page: Page, view: str) -> None:
        violations = page.evaluate(f"async () => {{ {self.axe}; {SUMMARY} return await {SCAN}; }}")
        assert violations == [], f"{view}: {violations}"
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{view}: {overflow} px too wide"

    def _keep(self, page: Page, name: str) -> None:
        if self.folder:
            page.evaluate("scrollTo(0, 0)")  # where the header sticks to, which a full page has once
            page.screenshot(path=self.folder / f"{name}.png", full_page=True)
