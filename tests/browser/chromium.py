"""Debian's Chromium with a file as its microphone; where it is missing, tests skip, and under CI they fail."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "sudo apt-get install chromium"
QUIET = (
    "--headless=new",  # the full browser: the small headless shell has no microphone
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> Path:
    """Return where Chromium is; skip if it is nowhere, fail if this is CI."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    missing = f"No Chromium on this machine; install it: {INSTALL}"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def launch(playwright: Playwright, microphone: Path | None) -> Browser:
    """Start a browser that hears the file each time it opens a microphone; None: it has no sound device at all."""
    hearing = [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}%noloop",
    ]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=chromium_path(),
        headless=False,  # Playwright's own flag for it would start the shell
        args=[*QUIET, *sandbox, *(hearing if microphone else [])],
        env={**os.environ, **({} if microphone else {"ALSA_CONFIG_PATH": os.devnull, "PULSE_SERVER": os.devnull})},
    )
