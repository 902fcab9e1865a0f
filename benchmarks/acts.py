"""How well the rules name acts: `python -m benchmarks.acts [--development] [--spoken] [--language de]`.

Prints F1 per act, their mean with its interval, confusions by the names of acts, and the time per turn. `--spoken`
lets flite say the held-out utterances of `spoken.yaml` and PocketSphinx hear them, keeps what was heard beside them,
and says how much of the mean was lost. No utterance is printed: nobody who mends rules may read the held-out half.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from benchmarks.spoken_acts import hear_again, read_heard
from tests.customer.labelled import (
    LABELLED,
    Half,
    Pair,
    confusions,
    customer_with,
    figures,
    interval,
    macro_f1,
    named,
    read_acts,
    read_half,
)

MOST_CONFUSED = 15


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", action="store_true", help="the half that rules may be tuned on")
    parser.add_argument("--spoken", action="store_true", help="let the spoken part be said and heard anew (flite)")
    parser.add_argument("--language", default="en", help="another language's small set: de")
    options = parser.parse_args()
    path = LABELLED / _file(options.development, options.language)
    half = read_half(path)
    _print_table(path, named(half, options.language))
    _print_times(half, options.language)
    if options.spoken:
        hear_again(half)
    if options.language == "en" and not options.development:
        _print_drop(half)


def _file(is_development: bool, language: str) -> str:
    if language != "en":
        return "german.yaml"
    return "development.yaml" if is_development else "held_out.yaml"


def _print_table(path: Path, pairs: list[Pair]) -> None:
    print(f"{path.name}: {len(pairs)} utterances")
    for act, each in figures(pairs).items():
        count = each.right + each.missed
        print(f"{act.value:24} P {each.precision:.2f}  R {each.recall:.2f}  F1 {each.f1:.2f}  of {count}")
    low, high = interval(pairs)
    print(f"macro F1 {macro_f1(pairs):.3f} (95 % bootstrap {low:.3f} to {high:.3f})")
    print("missed -> named instead:")
    for missed, other, count in confusions(pairs)[:MOST_CONFUSED]:
        print(f"  {count:3}  {missed} -> {other}")


def _print_times(half: Half, language: str) -> None:
    milliseconds = []
    for each in half.utterances:
        customer = customer_with(half.concerns[each.context])
        begun = time.process_time()
        read_acts(customer, language, each.text, each.customer)
        milliseconds.append(1_000 * (time.process_time() - begun))
    print(f"CPU ms a turn: p50 {np.percentile(milliseconds, 50):.2f}, p95 {np.percentile(milliseconds, 95):.2f}")


def _print_drop(half: Half) -> None:
    heard = read_heard()
    for voice, texts in heard.items():
        typed = macro_f1(named(half, texts={key: text for key, text in _typed(half).items() if key in texts}))
        spoken = macro_f1(named(half, texts=texts))
        drop = typed - spoken
        print(f"spoken by {voice}: {len(texts)} utterances, as typed {typed:.3f}, heard {spoken:.3f}, drop {drop:.3f}")


def _typed(half: Half) -> dict[str, str]:
    return {each.id: each.text for each in half.utterances}


if __name__ == "__main__":
    main()
