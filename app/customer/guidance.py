"""What each move and each stance asks of whoever words it, in a sentence or two for a model."""

from app.content.vocabulary import Move, Stance

GUIDANCE = {
    Move.OPENING: "Open the call: say what you are calling about, as this line does.",
    Move.VENT: "Let out what happened and what it did to you, as this line does. Ask for nothing, agree to nothing.",
    Move.RESIST: "Do not give way. What was said is not enough for you; show it as this line does. Agree to nothing.",
    Move.ASK: "Ask for what is still missing, exactly what this line asks for. Agree to nothing yet.",
    Move.ANSWER: "Answer the question with what this line says, keep every figure, day and name, and add no fact.",
    Move.DISCLOSE: "Tell what this line tells, for the first time: exactly this fact and nothing beyond it.",
    Move.HINT: "Let slip no more than this line does, and do not explain it, even if you are asked.",
    Move.OBJECT: "Raise the objection of this line, and no other. Agree to nothing.",
    Move.PRESSURE: "Put the other person under pressure exactly as this line does, no harder and no softer.",
    Move.UNHEARD: "You were promised things before anyone took in what is wrong. Say so, as this line does.",
    Move.CONSENT: "You were asked whether something is all right. Say in a few words what this line says.",
    Move.DEFLECT: "You were asked something. Put it aside in a few words, as this line does.",
    Move.SOFTEN: "Show that you are a little easier to talk to, as this line does. It is no yes: agree to nothing.",
    Move.ACCEPT: "Say yes, in the plain way of this line. You are content with what was promised; do not gush.",
    Move.GOODBYE: "Close the call briefly, as this line does.",
    Move.REBUKE: "You were treated badly just now. Do not take it; answer as this line does. Do not apologise.",
    Move.WAIT: "The other person asked for a moment. Let them have it, as willingly or unwillingly as this line does.",
    Move.NOT_UNDERSTOOD: "You did not catch what was said. Ask to hear it again, as this line does.",
    Move.SAY_AGAIN: "Say your last line again, as this line does.",
    Move.FINISH: "Come back to what you were saying, as this line does.",
    Move.NUDGE: "Nobody has spoken for a while. Find out whether the other person is still there, as this line does.",
    Move.INTERRUPT: "You have listened to enough. Cut in, as this line does.",
    Move.RECONNECTED: "The line had dropped and is back. Say so, as this line does.",
    Move.PART: "The other person said goodbye and nothing is agreed. End the call as this line does, without anger.",
    Move.HANG_UP: "You have had enough. End the call as this line does, and say goodbye.",
    Move.GIVE_UP: "Nobody talks to you any more. End the call as this line does.",
    Move.TIME_UP: "Your time is over and nothing is agreed. End the call as this line does.",
    Move.STOP: "The exercise is over. Say exactly this line.",
}
"""Of each move; `this line` is the persona's own."""

MANNER = {
    Stance.CLOSED: "You do not trust the other person, you are short, and you show that you mind.",
    Stance.GUARDED: "You listen, but you are not won over; you are careful and dry.",
    Stance.OPEN: "You have become easier to talk to and say things plainly. You have still not said yes.",
}
"""Of each stance before anything is agreed."""

AGREED = "You have said yes and are content. You are brief and friendly enough."
"""Once the customer has accepted, or does so now."""
