"""Whatever happens in a call, what the core promises holds."""

import pytest

from tests.possible_calls import run

BLOCK = 200


@pytest.mark.parametrize("first", range(0, 6000, BLOCK))
def test_whatever_happens_the_promises_hold_and_a_log_re_fed_gives_the_same_call(first: int) -> None:
    for seed in range(first, first + BLOCK):
        call = run(seed)
        again = call.fresh()
        answers = [again.handle(event, now) for event, now in call.log]
        assert answers == call.answers, f"seed {seed}"
        assert again.transcript == call.conversation.transcript, f"seed {seed}"
