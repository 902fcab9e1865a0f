"""What each act ordinarily does to a customer, in points, and how the trace says it.

After practice notes 3.3: good acts heal slowly, bad ones strike fast; the constants are to be fitted to rated calls.
"""

from dataclasses import replace

from app.content.values import Effect, Persona
from app.content.vocabulary import Act

EFFECTS: dict[Act, Effect] = {
    effect.act: effect
    for effect in (
        Effect(Act.INSULT, trust=-15, tension=18, patience=-15),
        Effect(Act.THREAT, trust=-12, tension=14, patience=-10),
        Effect(Act.BLAME_CUSTOMER, trust=-9, tension=12, patience=-8),
        Effect(Act.INTERRUPTION, trust=-5, tension=8, patience=-5),
        Effect(Act.MONOLOGUE, trust=-3, tension=6, patience=-10),
        Effect(Act.LONG_SILENCE, tension=3, patience=-5),
        Effect(Act.REPETITION, trust=-2, tension=4, patience=-5),
        Effect(Act.REPEAT_REQUEST, tension=1, patience=-2),
        Effect(Act.DISCOUNT_CONDITIONAL, trust=5, tension=-4),
        Effect(Act.DISCOUNT_UNCONDITIONAL, tension=-2, trust=1),
        Effect(Act.POLICY_QUOTE, trust=-4, tension=7, patience=-4),
        Effect(Act.CONCRETE_COMMITMENT, trust=7, tension=-7, patience=3),
        Effect(Act.ACKNOWLEDGE_SPECIFIC, trust=6, tension=-9, patience=2),
        Effect(Act.PARAPHRASE, trust=5, tension=-6, patience=1),
        Effect(Act.OPEN_QUESTION, trust=4, tension=-4),
        Effect(Act.FOLLOW_UP_QUESTION, trust=4, tension=-4),
        Effect(Act.DISCLOSURE, trust=3, tension=1),
        Effect(Act.CHECK_UNDERSTANDING, trust=3, tension=-3),
        Effect(Act.BOUNDARY, trust=2, tension=1),
        Effect(Act.HONEST_NO, trust=2, tension=3),
        Effect(Act.PITCH_WITH_NEED, trust=5, tension=-3),
        Effect(Act.PITCH_WITHOUT_NEED, trust=-2, tension=2, patience=-4),
        Effect(Act.NEXT_STEP, trust=3, tension=-3),
        Effect(Act.APOLOGY, tension=-3),
        Effect(Act.ACKNOWLEDGE_GENERIC, tension=-3),
        Effect(Act.AGENDA, trust=2, tension=-1),
        Effect(Act.FILLER, patience=-3),
    )
}

CHEAP = frozenset(
    {Act.APOLOGY, Act.ACKNOWLEDGE_GENERIC, Act.GREETING, Act.CLOSED_QUESTION, Act.PLAIN_ANSWER, Act.FILLER}
)
"""What costs nothing earns no trust, whatever a persona's file says: pleading and pleasing are read as these."""

HARMFUL = frozenset(
    {Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER, Act.INTERRUPTION, Act.MONOLOGUE, Act.REPETITION, Act.POLICY_QUOTE}
)
"""What does nobody any good, whatever a persona's file says."""

IN_WORDS: dict[Act, str] = {
    Act.INSULT: "you insulted the customer",
    Act.THREAT: "you threatened",
    Act.BLAME_CUSTOMER: "you blamed the customer or pushed it away",
    Act.INTERRUPTION: "you interrupted",
    Act.MONOLOGUE: "you talked too long",
    Act.LONG_SILENCE: "you kept the customer waiting for an answer",
    Act.REPETITION: "you said the same words again",
    Act.REPEAT_REQUEST: "you asked to hear it again",
    Act.DISCOUNT_CONDITIONAL: "you offered something for something",
    Act.DISCOUNT_UNCONDITIONAL: "you gave a discount for nothing",
    Act.POLICY_QUOTE: "you quoted the rules",
    Act.CONCRETE_COMMITMENT: "you promised something definite",
    Act.ACKNOWLEDGE_SPECIFIC: "you named what is wrong",
    Act.PARAPHRASE: "you said back what you had heard",
    Act.OPEN_QUESTION: "you asked an open question",
    Act.FOLLOW_UP_QUESTION: "you asked further about what you had heard",
    Act.DISCLOSURE: "you said what must be said",
    Act.CHECK_UNDERSTANDING: "you checked that you had it right",
    Act.BOUNDARY: "you held a limit calmly",
    Act.HONEST_NO: "you said plainly what you cannot do",
    Act.PITCH_WITH_NEED: "you tied the value to the customer's need",
    Act.PITCH_WITHOUT_NEED: "you praised the product past the point",
    Act.NEXT_STEP: "you said what happens next",
    Act.APOLOGY: "you apologised",
    Act.ACKNOWLEDGE_GENERIC: "you showed understanding in general words",
    Act.CLOSED_QUESTION: "you asked a plain question",
    Act.AGENDA: "you said what the call is to cover",
    Act.GREETING: "you greeted",
    Act.FILLER: "you stalled",
    Act.PLAIN_ANSWER: "you answered",
}


def effect_of(persona: Persona, act: Act) -> Effect:
    """Return what an act does to this persona: its own effect or the ordinary one, within what no file may change."""
    effect = next((each for each in persona.effects if each.act is act), EFFECTS.get(act, Effect(act)))
    if act in HARMFUL:
        return Effect(act, min(effect.trust, 0), max(effect.tension, 0), min(effect.patience, 0))
    return replace(effect, trust=min(effect.trust, 0)) if act in CHEAP and effect.trust > 0 else effect
