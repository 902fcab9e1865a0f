"""A trainee who does everything a trainee can do, at seeded random moments."""

from random import Random

from app.transports import messages
from tests.session.practice import Practice

TEXTS = (
    "I understand that you are angry.",
    "mm-hm",
    "Wait, stop.",
    "So what happened when you called before and",
    "I will refund the payment today.",
    "Okay.",
    "",
    "No, listen, what I can do for you is this.",
    "one two three",
)


def script(chance: Random, length: int = 200) -> list[str]:
    """Return what the recogniser hears of such a trainee."""
    return [chance.choice(TEXTS) for _ in range(length)]


class Restless:
    """Talks, interrupts, mumbles, types, drops out and comes back."""

    def __init__(self, practice: Practice, chance: Random, *, drops: bool = False) -> None:
        """`drops`: now and then the line is cut and the trainee comes back."""
        self._practice = practice
        self._chance = chance
        self._drops = drops

    async def live(self, seconds: float) -> None:
        """Be restless for some time, and hang up if the customer has not."""
        client, chance = self._practice.client, self._chance
        while client.now < seconds * 16_000 and not client.is_over:
            await client.live(chance.choice((0.04, 0.3, 0.9, 2.1)))
            await self._do_something()
        if not client.is_over:
            client.hang_up()
        await client.until(lambda: client.is_over)
        await client.live(0.1)

    async def _do_something(self) -> None:
        client, chance = self._practice.client, self._chance
        what = chance.randrange(20)
        if what < 12:
            client.say(chance.choice((0.08, 0.3, 0.5, 1.2, 2.5)))
        elif what == 12:
            client.tell(messages.Say(text="I am typing this."))
        elif what == 13 and self._drops:
            await self._practice.drop_line()
            await client.live(chance.choice((0.1, 1.0, 3.0)))
            await self._practice.come_back()
