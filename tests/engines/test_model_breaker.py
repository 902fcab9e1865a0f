"""Sentences about leaving a failing server alone."""

from app.engines.model_breaker import FAILURES, FIRST_REST, LONGEST_REST, Breaker


def opened(at: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.admit(at)
        breaker.failed(at)
    return breaker


def test_a_server_that_failed_a_few_times_in_a_row_is_left_alone() -> None:
    breaker = opened()
    assert breaker.is_resting(FIRST_REST - 0.1)
    assert not breaker.admit(FIRST_REST - 0.1)


def test_a_success_in_between_forgives() -> None:
    breaker = Breaker()
    for _ in range(5 * FAILURES):
        assert breaker.admit(0.0)
        breaker.failed(0.0)
        assert breaker.admit(0.0)
        breaker.succeeded()


def test_after_its_rest_one_request_is_let_through_and_the_others_wait_for_it() -> None:
    breaker = opened()
    assert breaker.admit(FIRST_REST)
    assert not breaker.admit(FIRST_REST)
    breaker.succeeded()
    assert breaker.admit(FIRST_REST)
    assert breaker.admit(FIRST_REST)


def test_a_probe_that_fails_doubles_the_rest_up_to_the_longest() -> None:
    breaker, now, rests = opened(), 0.0, []
    for _ in range(5):
        rest = next(second for second in range(1000) if not breaker.is_resting(now + second))
        rests.append(rest)
        now += rest
        assert breaker.admit(now)
        breaker.failed(now)
    assert rests == [FIRST_REST, 20, 40, LONGEST_REST, LONGEST_REST]


def test_a_probe_that_nobody_waited_for_leaves_room_for_the_next() -> None:
    breaker = opened()
    assert breaker.admit(FIRST_REST)
    breaker.abandoned()
    assert breaker.admit(FIRST_REST)


def test_after_a_success_the_rest_is_short_again() -> None:
    breaker = opened()
    assert breaker.admit(FIRST_REST)
    breaker.failed(FIRST_REST)
    assert breaker.admit(3 * FIRST_REST)
    breaker.succeeded()
    for _ in range(FAILURES):
        assert breaker.admit(100.0)
        breaker.failed(100.0)
    assert breaker.admit(100.0 + FIRST_REST)
