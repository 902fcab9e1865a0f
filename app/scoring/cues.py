"""The English words by which checks are decided, as word patterns (`app.customer.patterns`).

They are stricter than those to which the customer reacts: a score must stand up to its own quote.
"""

import re

from app.customer.patterns import holds

ACKNOWLEDGED = """
    i understand|we understand|understand why|understand that|understand your|i hear|hear you|hear that|i can see|
    see why|appreciate|makes sense|fair point|fair question|fair concern|fair enough|is fair|sounds like|
    that sounds|frustrating|i get that|i get why|you are right|valid|reasonable|i am sorry|so sorry|
    sorry to hear|sorry about|sorry that|sorry for|apologise|
    apologize|your concern|no wonder|i can imagine
    +!not understand|not see why|not sorry|calm down|not .. reasonable|not .. valid|you must understand|
    you need to understand|you have to understand|if you understand|help you understand|do i understand
"""
OWN_PART = "our|i can offer|i can give|i can do|we can|we do|we have|we offer|what we|let me tell|however|actually"
"""Words with which somebody has begun to answer."""
CHECKED = """
    have i got|did i get|is that right|is that correct|have that right|does that make sense|does that work|
    would that work|does that help|does that answer|does that sound|does this help|is that okay|is that ok|
    how does that sound|is that fair|does that address|work for you|sound okay|sound good|sound fair
"""
FUNCTION_WORDS = frozenset(
    """
    a about after again all also always am an and any anything are around as at back be because been before being but
    by call can come could day did do does done down each else even ever every everything for from get go going gone
    good got had has have he help her here him his how i if in into is it its just know last let like look made make
    many maybe me mean more most much must my need never new no not nothing now of off ok okay on once one only or other
    our out over
    please put quite really right said same say see she should since so some something still such sure take tell than
    thank that the their them then there these they thing things think this those time to too told two under until up us
    very want wanted was way we well were what when where which while who why will with would yes yet you your
    """.split()
)
"""Words that name no concern."""

TIMES = """
    today|tonight|tomorrow|this morning|this afternoon|this evening|this week|next week|monday|tuesday|wednesday|
    thursday|friday|saturday|sunday|by noon|by lunch*|end of the day|end of the week|end of the month|first thing|
    minutes|hours|hour|oclock|o clock|january|february|april|june|july|august|september|october|november|december
"""
GIVEN = """
    give you .. percent|give you .. off|give you .. discount|offer you .. percent|offer you .. off|
    offer you .. discount|offer a discount|percent off|percent discount|take .. off the|take .. off your|
    take .. percent|knock .. off|bring the price down|lower the price|lower your price|reduce the price|
    reduce your price|drop the price|come down to|come down by|i can match|we can match|will match|months free|
    free month*|month free|waive the|for free|free of charge
    +!can not|will not|not able|unable|do not|would not|did not|not going
"""
IN_RETURN = """
    if you|if we|if it|in exchange|in return|provided|as long as|on condition|need you to|once you|when you sign|
    commit*|sign*|prepay*|pre pay*|upfront|up front|assuming|subject to|two year*|three year*|twelve month*|
    twenty four month*|24 month*|12 month*|longer term
"""
_PROMISES = "i will|we will|i shall|i am going to|we are going to|let me|i can".split("|")
_DEEDS = """
    send|email|e mail|call you|call .. back|ring you|phone you|book|schedule|set up|arrange|draft|write|prepare|confirm|
    get back|come back to|follow up|put .. together|process|refund|credit|share|forward|meet
"""
_NEXT = "|".join(f"{promise} .. {deed.strip()}" for promise in _PROMISES for deed in _DEEDS.split("|"))
NEXT_STEP = f"{_NEXT}+!will not|can not|shall not|not going"
INSULTED = """
    idiot*|moron*|shut up|liar|grow up|get a life|cheapskate|you .. stupid|you .. pathetic|you are ridiculous|
    you are rude|you are crazy|you are mad|you are lying|you are unreasonable|you are impossible|you are childish|
    you are a joke|waste my time|wasting my time|sick of you
    +!you are not|not say you|not saying you|not call you|not mean you
"""
INVITED = """
    tell me more|tell me about|tell me what|tell me how|tell me why|walk me|talk me through|help me understand|
    more about|describe
"""
ASKED = """
    do you|did you|are you|were you|have you|has it|has that|could you|would you|will you|can i ask|may i ask|is it|
    is that|is there|was it|was that|who else|how many|how often
"""
OPEN_QUESTION = """
    what is|what was|what were|what are|what did|what do|what does|what has|what have|what would|what will|
    what happen*|what made|what makes|what matters|what else|what led|what kind|what about|what can you|
    what .. worry|what .. worried|how did|how do|how does|how has|how have|how was|how is|how are|how were|
    how would|how much|much .. did|much .. do|how long|how important|why is|why did|why do|why was|why would|
    why now|tell me .. what|
    tell me .. how|tell me .. why|tell me more|tell me about|tell .. about|tell more|walk me|talk me|
    help me understand|explain .. what|describe|more about
"""
NOT_OPEN = """
    what i can do|what we can do|what i will|what we will|how are you|how can i help|how may i help|
    account number|reference number|email address|phone number|how does that sound|what did you say|
    what is your name|what is the name
"""

_NOT_OPEN = re.compile("|".join(phrase.strip() for phrase in NOT_OPEN.split("|")))
_EMBEDDED = re.compile(
    r"\b(?:know|see|understand|hear|get|that is|this is|which is|show you|tell you|explain|exactly|about) "
    r"(?:exactly )?(?:what|why|how)\b"
)
"""Question words that only join two halves of a statement: "I can see why this matters"."""


def acknowledges(words: str) -> bool:
    """Say whether plain words take in what was said."""
    return holds(ACKNOWLEDGED, words)


def asks_openly(words: str) -> bool:
    """Say whether plain words ask what, how or why, other than about the formalities."""
    without = _EMBEDDED.sub(" ", _NOT_OPEN.sub(" ", words))
    return holds(INVITED, words) or holds(OPEN_QUESTION, without)


def asks(words: str) -> bool:
    """Say whether plain words ask anything that serves to find something out."""
    return asks_openly(words) or (holds(ASKED, words) and not checks_understanding(words))


def checks_understanding(words: str) -> bool:
    """Say whether plain words ask whether that helped."""
    return holds(CHECKED, words)


def names_next_step(words: str) -> bool:
    """Say whether plain words promise a deed."""
    return holds(NEXT_STEP, words)


def names_time(words: str) -> bool:
    """Say whether plain words name a time."""
    return holds(TIMES, words)


def offers_discount(words: str) -> bool:
    """Say whether plain words give a lower price, or something for nothing."""
    return holds(GIVEN, words)


def asks_in_return(words: str) -> bool:
    """Say whether plain words make an offer depend on something."""
    return holds(IN_RETURN, words)


def insults(words: str) -> bool:
    """Say whether plain words insult."""
    return holds(INSULTED, words)


def begins_answer(words: str) -> bool:
    """Say whether plain words speak of the speaker's own side already."""
    return holds(OWN_PART, words)
