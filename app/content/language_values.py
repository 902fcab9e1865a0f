"""Languages as pure values: the words by which a trainee's acts are known, and what else differs from tongue to tongue.

Every pattern is a word pattern (see `app.content.patterns`) over plain words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.guard_values import GuardWords
from app.content.vocabulary import Act

Contractions = tuple[tuple[str, str], ...]
"""Short forms and what they stand for, replaced in this order."""


@dataclass(frozen=True, slots=True)
class ActWords:
    """The patterns of one act; any of them, satisfied within one clause, is the act."""

    act: Act
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Groups of words that mean little alone; the rules of `app.customer.acts` combine them."""

    you: str
    """Addresses the customer."""
    lead_in: str
    """Words before what is really said: "and", "well", "hello"."""
    offer: str
    """Holds something out that is not yet a promise by its words: "you can leave", "I can send"."""
    promise: str
    """Announces a deed: "I will", "let me"; less what only sounds like it."""
    deed: str
    """What somebody who serves can do: "refund", "call back"."""
    done: str
    """Says that a deed is done: "I have just refunded"."""
    pleasantry: str
    """Offers something without saying what: no promise, whatever day it names."""
    when: str
    """Names a time."""
    felt: str
    """Takes in what was said: "I can see", "that sounds"."""
    weighed: str
    """Says what it is like, beside a detail of the customer's story: "must be", "no wonder"."""
    regret: str
    discount: str
    """Gives something away: "ten percent off"."""
    condition: str
    """What is asked in return."""
    value: str
    """Praises what is sold, or lists it."""
    need: str
    """Ties it to this customer: "you told me"."""
    plain_answer: str
    farewell: str
    """Ends the call, as the last words of a turn: "goodbye then"."""
    echo: str
    """Opens what says back what was heard: "so you", "if I understand"."""
    own: str
    """Speaks of the speaker's own side: what says back the customer's story does without."""
    theirs: str
    """Speaks of the customer and their people: "you", "he"."""
    contrast: str
    """Sets what was against what should have been: "and then", "still", "for nothing"."""


@dataclass(frozen=True, slots=True)
class Questions:
    """How this language asks."""

    open: str
    inviting: str
    """Asks openly without a question mark: "tell me about"."""
    closed: str
    not_open: str
    """Phrases that look like an open question and ask a formality."""
    serving: str
    """Questions that ask nothing: "how can I help?"."""
    tag: str
    """Hangs on a statement: "isn't it?"; no question."""
    pointing: str
    """Points back at what was just said: "it", "they", "else"."""
    choice: str
    """Stands between two things to choose from: "or"."""
    further: str
    """Asks further about what was just said, whatever it was: "tell me more", "which one?"."""
    requests: str
    """Asks for a fact without a question: "give me your email"."""
    leave: str
    """Asks whether something is all right with the customer: "shall I?", "does that suit you?"."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How sums and times are said, so that the customer can refer to the trainee's own."""

    numbers: tuple[str, ...]
    """Words of which numbers are made; a number may be several, run together or not."""
    joints: tuple[str, ...]
    """Words within a number: "and"."""
    units: tuple[str, ...]
    """What is counted in sums: "percent", "pounds"; each may be several words."""
    times: str
    """A single group of phrases."""
    denied: str
    """Words beside which what is named is not offered: "not", "without"."""
    capitals: tuple[str, ...]
    """Words written with a capital in the middle of a sentence."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Plain words, and how they are written: "oclock", "o'clock"."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word and others that may stand in its place without changing what is done."""

    word: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActWeight:
    """What one act's sum starts with, in thousandths of log odds; from 0 on the act is named."""

    start: int
    by_rule_short: int
    """Added where the patterns and rules name the act in a few words, which leave little room for error."""
    by_rule: int
    """And in a longer turn."""


@dataclass(frozen=True, slots=True)
class FeatureWeight:
    """What one feature of a turn adds to the sums of the acts; see `app.customer.weighing`."""

    rarity: int
    """In hundredths of the natural logarithm of how few turns have it."""
    marks: str
    """A sign for each act, in the order of `Weights.acts`; see `mark_of` there."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned from labelled turns about how words weigh for acts."""

    acts: Mapping[Act, ActWeight]
    unit: int
    """Of the marks, in millionths."""
    by_feature: Mapping[str, FeatureWeight]


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as its file has it."""

    id: str
    """Primary subtag of BCP 47: `en`, `de`."""
    name: str
    contractions: Contractions
    acts: tuple[ActWords, ...]
    parts: Parts
    questions: Questions
    figures: Figures
    titles: tuple[str, ...]
    """Words before a name or a number whose full stop ends no sentence: "mr", "dr"."""
    splits: str
    """A single group of words that begin a new clause: "but"."""
    fillers: tuple[str, ...]
    """What people say between words: "um"; also strewn in when a persona is certified."""
    synonyms: tuple[Synonym, ...]
    """For varying words when a persona is certified."""
    stop: str
    """The trainee asks to stop the exercise."""
    stopped: tuple[str, ...]
    """How the customer, stepping out of its role, ends the exercise then."""
    stop_words: tuple[str, ...]
    """The language's commonest words: they tell it from another, and mean nothing of their own."""
    guard: GuardWords
    """What the customer must never say."""
    weights: Weights | None = None
    """`None`: nothing was learned for this language; its patterns and rules decide alone."""

    def __hash__(self) -> int:
        """Return a hash that is quick to make, for what is looked up at every turn."""
        return hash(self.id)
