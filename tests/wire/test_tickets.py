"""Tickets, with invented time."""

from app.content.vocabulary import Difficulty
from app.practice.tickets import LIFETIME, MOST_WAITING, CallOrder, Tickets

ORDER = CallOrder("ada", "ruth_billing", Difficulty.NORMAL, 7, recorded=True)
HERE = "http://127.0.0.1:8000"


def test_a_ticket_is_good_until_its_half_minute_is_over() -> None:
    tickets = Tickets()
    early, late = (tickets.issue(ORDER, HERE, now=100.0) for _ in range(2))
    assert tickets.redeem(early, HERE, now=100.0 + LIFETIME - 0.001) == ORDER
    assert tickets.redeem(late, HERE, now=100.0 + LIFETIME) is None


def test_a_ticket_is_torn_up_by_whoever_shows_it() -> None:
    tickets = Tickets()
    ticket = tickets.issue(ORDER, HERE, now=0.0)
    assert tickets.redeem(ticket, "http://evil.example", now=1.0) is None
    assert tickets.redeem(ticket, HERE, now=1.0) is None


def test_a_ticket_ordered_from_no_page_is_not_good_from_a_page() -> None:
    tickets = Tickets()
    assert tickets.redeem(tickets.issue(ORDER, None, now=0.0), HERE, now=1.0) is None
    assert tickets.redeem(tickets.issue(ORDER, None, now=0.0), None, now=1.0) == ORDER


def test_two_tickets_are_never_the_same_and_hold_256_bits() -> None:
    tickets = Tickets()
    issued = {tickets.issue(ORDER, HERE, now=0.0) for _ in range(500)}
    assert len(issued) == 500
    assert min(map(len, issued)) >= 43


def test_more_tickets_than_anybody_needs_push_out_the_oldest() -> None:
    tickets = Tickets()
    issued = [tickets.issue(ORDER, HERE, now=0.0) for _ in range(MOST_WAITING + 1)]
    assert tickets.redeem(issued[0], HERE, now=1.0) is None
    assert tickets.redeem(issued[1], HERE, now=1.0) == ORDER
