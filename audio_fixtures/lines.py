"""What the trainee says: one line for each spoken fixture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance to be made."""

    name: str
    """File name without its ending."""
    category: str
    """good, clumsy, rambling, rude, backchannel or interruption."""
    voice: str
    """Name of a flite voice."""
    text: str
    """What is said, verbatim."""
    phones: str = ""
    """Phones to speak instead of the text, where flite would spell it letter by letter."""


MURMUR = "pau m m hh m m pau"
"""flite reads "mm-hm" as letters; these are its sounds."""

LINES = (
    # An angry customer with a wrong invoice.
    Line("invoice_greeting", "good", "slt", "Good morning, thank you for calling. How can I help you today?"),
    Line("invoice_charged_twice", "good", "rms", "I can see that you were charged twice for the same order."),
    Line("invoice_apology", "good", "slt", "I am very sorry. That is our mistake, and I will put it right."),
    Line("invoice_open_question", "good", "rms", "What happened when you called us the last time?"),
    Line("invoice_number", "good", "slt", "Can you tell me the date on the invoice, please?"),
    Line("invoice_commitment", "good", "rms", "I will send you the correct invoice today before five o'clock."),
    Line(
        "invoice_understands",
        "good",
        "slt",
        "I understand why you are angry. You have waited three weeks for an answer.",
    ),
    Line("invoice_boundary", "good", "rms", "I want to help you, but please do not call me names."),
    Line("invoice_money_back", "good", "slt", "You will have the money back in your account by Friday."),
    Line("invoice_closing", "good", "rms", "Is there anything else that I can do for you today?"),
    Line("invoice_policy", "clumsy", "slt", "Our policy says that we need thirty days for that."),
    Line("invoice_not_sure", "clumsy", "rms", "Well, I am not really sure. I think I have to ask someone."),
    Line(
        "invoice_other_office",
        "rambling",
        "rms",
        "So we look at the account, and then we call the other office, and then they call us back.",
    ),
    Line("invoice_calm_down", "rude", "slt", "You need to calm down. There is no reason to shout at me."),
    Line("invoice_your_fault", "rude", "rms", "You should have read the contract before you signed it."),
    # A buyer who haggles on price.
    Line("price_priorities", "good", "rms", "What is more important to you, the price or the delivery date?"),
    Line("price_quantity", "good", "slt", "How many of these do you need every month?"),
    Line("price_discount", "good", "rms", "I can offer you a discount of five percent if you sign this week."),
    Line("price_included", "good", "slt", "The price includes the training and the support for two years."),
    Line("price_boundary", "good", "slt", "That is the lowest price that I can offer you."),
    Line("price_gives_in", "clumsy", "slt", "Okay, I guess we could make it a little cheaper."),
    Line(
        "price_many_reasons",
        "rambling",
        "slt",
        "The thing is, there are many reasons for the price, and some of them are new, and it depends on the market.",
    ),
    Line("price_go_elsewhere", "rude", "rms", "If you do not like the price, then go and buy it somewhere else."),
    # The accent that the recogniser knows least.
    Line("awb_sorry", "good", "awb", "I am sorry that you had to wait so long for an answer."),
    Line("awb_budget", "good", "awb", "How much money did you plan to spend this year?"),
    Line("awb_call_back", "good", "awb", "I will call you back tomorrow morning at nine o'clock."),
    Line("awb_not_my_job", "rude", "awb", "That is not my job. You have to talk to someone else."),
    # Short ones.
    Line("murmur_slt", "backchannel", "slt", "Mm-hm.", MURMUR),
    Line("murmur_rms", "backchannel", "rms", "Mm-hm.", MURMUR),
    Line("yes_slt", "backchannel", "slt", "Yes."),
    Line("wait_stop_rms", "interruption", "rms", "Wait, stop."),
    Line("wait_stop_slt", "interruption", "slt", "Wait, stop. Let me explain that."),
)
