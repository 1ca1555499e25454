"""A real Chromium to look at a report with, and axe-core to look at it for us."""

from __future__ import annotations

import base64
import importlib.util
import shutil
from pathlib import Path
from typing import Any

CHROMIUM, DRIVER = "chromium", "chromedriver"
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--disable-extensions")  # fmt: skip


def find_missing() -> str:
    """Say what is missing to open a browser; nothing if all is there."""
    missing = [name for name in (CHROMIUM, DRIVER) if shutil.which(name) is None]
    missing += [name for name in ("selenium",) if importlib.util.find_spec(name) is None]
    return ", ".join(missing)


def find_axe() -> Path | None:
    """Return the file of axe-core, which comes with ``selenium-axe-python``."""
    found = importlib.util.find_spec("selenium_axe_python")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.rglob("axe.min.js"), None)


class Browser:
    """One Chromium without a window."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which(CHROMIUM) or CHROMIUM
        for switch in SWITCHES:
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options, Service(shutil.which(DRIVER)))
        self.size(1280, 800)

    def size(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500,
        })  # fmt: skip

    def scheme(self, name: str) -> None:
        """Prefer ``light`` or ``dark``."""
        feature = {"name": "prefers-color-scheme", "value": name}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def scripts(self, on: bool) -> None:
        """Let pages run scripts or not."""
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})

    def open(self, page: Path, anchor: str = "") -> None:
        """Open a file of a report, afresh."""
        self.driver.get("about:blank")
        self.driver.get(page.resolve().as_uri() + (f"#{anchor}" if anchor else ""))

    def run(self, script: str, *values: object) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *values)

    def complaints(self) -> list[str]:
        """Return what the page wrote to the console since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def violations(self, axe: Path, *rules: str) -> list[str]:
        """Return what axe-core finds serious or critical in the page, by all rules or by some."""
        self.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        self.run(axe.read_text("utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "const options = {resultTypes: ['violations']};"
            "if (arguments[0].length) options.runOnly = arguments[0];"
            "axe.run(document, options).then(found => done(found.violations))",
            list(rules),
        )
        self.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
        return [
            f"{each['id']}: {node['html'][:200]}"
            for each in found
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]

    def shoot(self, file: Path, *, most: int = 2400) -> None:
        """Write a picture of the whole page, or of its first ``most`` pixels, as PNG."""
        width, height = self.run(
            "return [innerWidth, Math.min(document.documentElement.scrollHeight, arguments[0])]",
            most,
        )
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        })  # fmt: skip
        file.write_bytes(base64.b64decode(picture["data"]))

    def print(self, file: Path) -> None:
        """Write the page as it prints, as PDF."""
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        file.write_bytes(base64.b64decode(printed["data"]))

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()
