"""Word patterns, as the customer matches speech with them; they stand in `app.content.patterns`.

Content holds them because an author's file is checked with the very patterns by which the customer will hear.
"""

from app.content.patterns import ENGLISH, first_of, holds, led_off, may_hold, negated, parted, plain, without

__all__ = ["ENGLISH", "first_of", "holds", "led_off", "may_hold", "negated", "parted", "plain", "without"]
