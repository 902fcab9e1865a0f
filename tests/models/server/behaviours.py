"""How a model server can misbehave: on the wire, and in what it says."""

from enum import StrEnum


class Behaviour(StrEnum):
    """One way to answer."""

    GOOD = "good"
    """The words it was given, or else the customer's own line behind a word of its own."""
    REFUSES = "refuses"
    """Hangs up on whoever connects; before anything listened there, `StandIn.closed_url` is the better refusal."""
    REDIRECTS = "redirects"
    BUSY = "busy"
    """429."""
    BROKEN = "broken"
    """500."""
    UNAUTHORISED = "unauthorised"
    """401, with the prompt in its answer, as some servers do."""
    STALLS_FIRST = "stalls_first"
    """Takes the request and says nothing."""
    STALLS_AFTER_HEADERS = "stalls_after_headers"
    """Says that an answer comes, keeps the line alive with comments, and tells no word."""
    STALLS_IN_MIDDLE = "stalls_in_middle"
    DROPS = "drops"
    """Breaks the connection in the middle."""
    ENDS_EARLY = "ends_early"
    """Closes the stream properly in the middle, without saying that it has finished."""
    EMPTY = "empty"
    ENDLESS = "endless"
    """Never comes to an end."""
    NOT_UTF8 = "not_utf8"
    HALF_A_CHARACTER = "half_a_character"
    """A lone half of a surrogate pair, which JSON allows and no encoding does."""
    MALFORMED = "malformed"
    """Events that hold no JSON."""
    OTHER_SHAPE = "other_shape"
    """JSON of another shape than the protocol's."""
    NESTED = "nested"
    """JSON that is nested deeper than any reader goes."""
    PLAIN_TEXT = "plain_text"
    """A page instead of a stream."""
    PACKED = "packed"
    """A few bytes that unpack to many."""
    HUGE = "huge"
    """One event of several megabytes."""
    HUGE_ERROR = "huge_error"
    """500 with a body that does not end."""
    NO_MAX_TOKENS = "no_max_tokens"
    """Good, and refuses `max_tokens` as the newer hosted models do."""
    GIVES_IN = "gives_in"
    PRAISES = "praises"
    BREAKS_ROLE = "breaks_role"
    LEAKS = "leaks"
    NARRATES = "narrates"
    OTHER_LANGUAGE = "other_language"
    THANKS = "thanks"
    OFFERS_HELP = "offers_help"
    NAMES_ITSELF = "names_itself"
    REPEATS_ITSELF = "repeats_itself"
    HANGS_UP = "hangs_up"
    TALKS_TOO_MUCH = "talks_too_much"
    TURNS_BAD = "turns_bad"
    """Begins well and gives in with its second sentence."""


SAYS = {
    Behaviour.GIVES_IN: "You know what, you've convinced me. It's a deal, let's do it.",
    Behaviour.PRAISES: "Wow, you've been so helpful, that sounds wonderful! You really understand me.",
    Behaviour.BREAKS_ROLE: "Let me check that for you. Can I have your account number, please?",
    Behaviour.LEAKS: (
        "My card was declined at the wholesaler's, in front of one of my own clients. "
        "And their twenty-one doesn't include putting the units in, installation comes on top."
    ),
    Behaviour.NARRATES: "*sighs heavily* Customer: I don't know what to say.",
    Behaviour.OTHER_LANGUAGE: "Das ist mir nicht gut genug, und ich habe das schon zweimal gehört.",
    Behaviour.THANKS: "Thank you so much, I really appreciate that.",
    Behaviour.OFFERS_HELP: "Hello, how can I help you today?",
    Behaviour.NAMES_ITSELF: "As an AI language model, I can't say that.",
    Behaviour.REPEATS_ITSELF: "I have already told you all of this before. I have already told you all of this before.",
    Behaviour.HANGS_UP: "All right then. Goodbye, have a nice day.",
    Behaviour.TALKS_TOO_MUCH: "I hear what you say about that, and I have thought about it for a long while, " * 6,
}
"""What it says, whatever it is asked."""

TURNED = " You know what, you've convinced me, it's a deal. Let's do it."
"""What follows a good line of one that turns bad."""
