"""The tap on the page's loudspeaker: what was played, to the sample."""

import base64
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

AUDIBLE = 0.01
"""Amplitude above which a person hears something: -40 dBFS."""
READ = """() => {
  const { rate, sound, orders } = window.readyroomTap;
  const bytes = new Uint8Array(Int16Array.from(sound(), (each) => each * 32767).buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { rate, orders, sound: btoa(text) };
}"""
WAIT = """(deadline) => new Promise((holds, fails) => {
  const until = performance.now() + deadline;
  const look = () => {
    if (CONDITION) holds();
    else if (performance.now() > until) fails(new Error("It never came true: CONDITION"));
    else setTimeout(look, 30);
  };
  look();
})"""
DEADLINE = 20_000
"""In milliseconds."""
OFFER = "window.readyroomTap = {}"
"""Run before a page's own scripts."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that a page played since the microphone check."""

    rate: int
    sound: NDArray[np.float64]
    """Amplitude, 1 is full scale."""
    orders: list[dict[str, Any]]
    """What the player was told: `order`, perhaps `reply`, and `at`, a position in `sound`."""

    @property
    def audible(self) -> NDArray[np.intp]:
        """Positions of the samples that are loud enough to be heard."""
        return np.flatnonzero(np.abs(self.sound) > AUDIBLE)

    def order(self, name: str) -> dict[str, Any]:
        """Return the first order of that name."""
        return next(order for order in self.orders if order["order"] == name)


def read(page: Page) -> Heard:
    """Return what the page has played so far."""
    read = page.evaluate(READ)
    sound = np.frombuffer(base64.b64decode(read["sound"]), np.int16) / 32_767
    return Heard(round(read["rate"]), sound, read["orders"])


def until_audible(page: Page) -> None:
    """Wait until something leaves for the loudspeaker."""
    until(page, "window.readyroomTap.level?.() > -40")


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds in the page. (Playwright's own way needs `unsafe-eval`.)"""
    page.evaluate(WAIT.replace("CONDITION", condition), DEADLINE)
