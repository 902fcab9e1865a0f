"""Why the server ended a connection, as websocket close codes."""

from enum import IntEnum


class CloseCode(IntEnum):
    """Application close codes of the call protocol."""

    NORMAL = 1000
    BAD_TICKET = 4401
    """No ticket, a used one, an expired one, or somebody else's."""
    FOREIGN_ORIGIN = 4403
    TIMED_OUT = 4408
    """No hello in time, silence on the line, or a reader too slow to keep up."""
    ALREADY_ON_A_CALL = 4409
    """The trainee has another live call, or the call went on over a newer connection."""
    TOO_FAST = 4429
    """More audio than time passes, or too many messages."""
    BUSY = 4503
    """No room for another call, or the server is shutting down."""
