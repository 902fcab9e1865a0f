"""The closed sets that a persona's file and the customer's mind share: acts, moves, stances, difficulties."""

from enum import StrEnum


class Act(StrEnum):
    """What the trainee did with a turn; at most three per turn."""

    INSULT = "insult"
    THREAT = "threat"
    BLAME_CUSTOMER = "blame_customer"
    INTERRUPTION = "interruption"
    MONOLOGUE = "monologue"
    LONG_SILENCE = "long_silence"
    REPETITION = "repetition"
    """The same words as a turn or two ago."""
    REPEAT_REQUEST = "repeat_request"
    DISCOUNT_CONDITIONAL = "discount_conditional"
    DISCOUNT_UNCONDITIONAL = "discount_unconditional"
    POLICY_QUOTE = "policy_quote"
    CONCRETE_COMMITMENT = "concrete_commitment"
    ACKNOWLEDGE_SPECIFIC = "acknowledge_specific"
    PARAPHRASE = "paraphrase"
    OPEN_QUESTION = "open_question"
    FOLLOW_UP_QUESTION = "follow_up_question"
    """Asks further about what the customer just said."""
    CHECK_UNDERSTANDING = "check_understanding"
    BOUNDARY = "boundary"
    HONEST_NO = "honest_no"
    DISCLOSURE = "disclosure"
    """Says what must be said: a fee, a risk, a right, that the call is recorded."""
    PITCH_WITH_NEED = "pitch_with_need"
    PITCH_WITHOUT_NEED = "pitch_without_need"
    NEXT_STEP = "next_step"
    APOLOGY = "apology"
    ACKNOWLEDGE_GENERIC = "acknowledge_generic"
    CLOSED_QUESTION = "closed_question"
    AGENDA = "agenda"
    GREETING = "greeting"
    FILLER = "filler"
    PLAIN_ANSWER = "plain_answer"


class Move(StrEnum):
    """What the customer does next."""

    OPENING = "opening"
    VENT = "vent"
    """Tells what happened and what it did, as angrily or as openly as the stance allows."""
    RESIST = "resist"
    ASK = "ask"
    """Asks for what is still missing before it could accept."""
    ANSWER = "answer"
    """Answers a plain question about something it knows."""
    DISCLOSE = "disclose"
    HINT = "hint"
    """Lets slip a part of a hidden fact."""
    OBJECT = "object"
    PRESSURE = "pressure"
    """Carries out a pressure event."""
    UNHEARD = "unheard"
    """Everything is promised, and nothing of what is wrong was taken in: wants to be heard first."""
    CONSENT = "consent"
    """Lead-ins before a line about something else, after "shall I?" or "is that all right?" ("If you like.")."""
    DEFLECT = "deflect"
    """Likewise after any other question ("Couldn't tell you.")."""
    SOFTEN = "soften"
    ACCEPT = "accept"
    GOODBYE = "goodbye"
    """Closes a call in which it accepted."""
    REBUKE = "rebuke"
    """Answers an insult, a threat or blame."""
    WAIT = "wait"
    """Agrees, more or less, to hold on a moment."""
    NOT_UNDERSTOOD = "not_understood"
    SAY_AGAIN = "say_again"
    """Repeats its last line; the wordings are lead-ins ("I said:")."""
    FINISH = "finish"
    """Lead-ins for coming back to what was cut off ("Let me finish.")."""
    NUDGE = "nudge"
    INTERRUPT = "interrupt"
    RECONNECTED = "reconnected"
    PART = "part"
    """Ends the call in decent words, because the trainee said goodbye with nothing agreed."""
    HANG_UP = "hang_up"
    GIVE_UP = "give_up"
    """Hangs up on silence."""
    TIME_UP = "time_up"
    """Leaves because the time it had is over."""
    STOP = "stop"
    """Ends the exercise because the trainee asked for that; the wordings are the language's."""


class Stance(StrEnum):
    """How far the customer lets the trainee in."""

    CLOSED = "closed"
    GUARDED = "guarded"
    OPEN = "open"


class Difficulty(StrEnum):
    """How hard one call is made."""

    EASY = "easy"
    NORMAL = "normal"
    HARD = "hard"


LINED_IN_PARTS = frozenset({Move.ANSWER, Move.DISCLOSE, Move.HINT, Move.OBJECT, Move.PRESSURE, Move.STOP})
"""Moves whose wordings stand beside what they are about or in the language's file, and not under `lines`."""

FOUR_WORDINGS = frozenset(
    {Move.OPENING, Move.ACCEPT, Move.GOODBYE, Move.NUDGE, Move.PART, Move.HANG_UP, Move.GIVE_UP, Move.TIME_UP}
)
"""Moves that nearly every call speaks, so that calls in a row must differ."""

A_FEW_WORDS = frozenset({Move.CONSENT, Move.DEFLECT})
"""Moves that only lead in another line."""
