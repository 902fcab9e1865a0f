"""Scripted trainees who speak text, and a call held with them; no audio, no time."""

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from app.content.library import Library, load_library
from app.content.vocabulary import Difficulty, Move
from app.customer.customer import CallOpened, Decision, Happening, LineHeard, Mind, Play, TurnTaken, begin, react

PERSONAS = Path(__file__).parents[2] / "personas"
LANGUAGES = Path(__file__).parents[2] / "languages"

EXPERT_WITH_RUTH = (
    "Hello, this is Sam. I can see we charged you twice. I'm sorry. What happened when you called before?",
    "That sounds really frustrating, two payments out of a small business. What has it meant for you?",
    "So you were left without the money and nobody called you back. I understand why you are angry.",
    "Here is what I will do. I will refund the eighty four pounds fifty now and it is in your account tomorrow.",
    "You're right, you have been promised that before and let down. I will email a confirmation today with my name.",
    "What else worries you about this?",
    "I have found the mistake in the billing run. I will check your June payment and call you on the third of June.",
    "Have I got everything, or is there anything I missed?",
    "I can imagine what that was like with a client standing there. You will have it in writing within ten minutes.",
    "How does that sound?",
    "Goodbye then, Mrs Okafor.",
)
EXPERT_WITH_MARTIN = (
    "Hi Martin, this is Sam from Waymark. I understand the price is a concern. What is behind that for you?",
    "So you have a quote at twenty one per van and your budget is tight. How did you compare the two?",
    "That makes sense, a hundred and twenty vans is a lot of cost. What happened with the units you had before?",
    "You told me vans off the road cost you. Our installation is included and the trial saved you four percent fuel.",
    "I can't go lower as it stands. If you commit to a two year term, I can give you five percent off.",
    "I hear that finance has fixed the budget. What matters most to your finance director?",
    "If you pay a year in advance I can do eight percent, that is my limit.",
    "I will send you the order form by four o'clock today with both options.",
    "Is that right, have I missed anything about the price?",
    "I will email the agreement this afternoon and call you tomorrow morning.",
    "How does that sound to you?",
    "Goodbye, Martin.",
)
GOOD_WITH_RUTH = (
    "hi ruth this is sam at brightline sorry to hear about that can you tell me what happened",
    "okay so two payments in may i understand why that's annoying",
    "i'm going to refund the second payment today it'll be back in your account tomorrow",
    "what else can you tell me about it",
    "i understand you've been promised that before",
    "i'll send you an email to confirm it with a reference number today",
    "is there anything else you are worried about",
    "i can see the mistake in the billing so it will not happen in june",
    "i'll call you tomorrow to make sure the money is there",
    "does that sound okay",
    "i'm sorry again that we charged you twice",
    "i will text you now with my direct line",
    "is that all right",
)
RUDE = (
    "You should have checked your own account.",
    "Calm down, it is not my problem.",
    "That's our policy, there is nothing I can do.",
    "You are being ridiculous.",
    "Oh shut up.",
)
APOLOGY_ONLY = ("I'm so sorry about that.", "I really do apologise.", "Sorry for all the inconvenience, sorry.")
PROMISES_ONLY = (
    "I will refund you today.",
    "I will email you a confirmation by five o'clock.",
    "I promise I will call you back tomorrow.",
    "I'll send you the contract today and if you sign I can give you five percent off.",
)
_ALL_AT_ONCE = (
    "I understand you were charged twice and that the price is a concern. I will refund it today and email you the "
    "order form by five. If you sign for two years I can give you five percent off. What else matters to you?"
)
MAGIC_PHRASE = (_ALL_AT_ONCE,)


@cache
def library() -> Library:
    """Return the shipped personas."""
    return load_library(PERSONAS, LANGUAGES)


def play_of(name: str, difficulty: Difficulty = Difficulty.NORMAL, seed: int = 1, attempt: int = 1) -> Play:
    """Return a play of a shipped scenario."""
    persona, scenario = library().find(name)
    return Play(persona, scenario, difficulty, seed, attempt, library().language_of(persona))


def turn(number: int, text: str, *, barged_in: bool = False, seconds: float | None = None) -> TurnTaken:
    """Return a turn of the trainee's at an ordinary pace."""
    words = len(text.split())
    return TurnTaken(number, text, seconds or words / 2.5, words, barged_in, 0.8)


@dataclass(slots=True)
class Call:
    """A call being held: every line is heard whole unless `react_only` is used."""

    play: Play
    mind: Mind = field(init=False)
    decisions: list[Decision] = field(default_factory=list)
    turns: int = 0

    def __post_init__(self) -> None:
        self.mind = begin(self.play)

    def react_only(self, happening: Happening) -> Decision:
        """Let something happen; whatever line comes of it is not reported as heard."""
        decision = react(self.play, self.mind, happening)
        self.mind = decision.mind
        self.decisions.append(decision)
        return decision

    def happen(self, happening: Happening) -> Decision:
        """Let something happen and hear the line that comes of it."""
        decision = self.react_only(happening)
        if decision.move is not None:
            self.mind = react(self.play, self.mind, LineHeard(self.mind.line)).mind
        return decision

    def say(self, text: str, *, barged_in: bool = False) -> Decision:
        """Take the trainee's next turn."""
        self.turns += 2
        return self.happen(turn(self.turns, text, barged_in=barged_in))

    @property
    def moves(self) -> list[Move]:
        """Every move so far."""
        return [decision.move for decision in self.decisions if decision.move is not None]

    @property
    def lines(self) -> list[str]:
        """Every line so far."""
        return [decision.line for decision in self.decisions if decision.line]


def held(play: Play, words: tuple[str, ...], turns: int = 24) -> Call:
    """Hold a call in which the trainee says these turns, over and over, until the customer ends it."""
    call = Call(play)
    call.happen(CallOpened())
    for index in range(turns):
        if call.say(words[index % len(words)]).ends_call:
            break
    return call


def with_temper(call: Call, *, trust: int, tension: int) -> None:
    """Put the customer into another temper."""
    call.mind = replace(call.mind, trust=trust, tension=tension)
