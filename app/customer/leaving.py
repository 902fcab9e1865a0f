"""How the customer ends a call on which nothing was agreed: in anger, in time, or because the trainee does."""

from app.content.vocabulary import Move, Stance
from app.customer.agreement import agrees
from app.customer.mind import has_agreed
from app.customer.patterns import holds
from app.customer.pressure import is_out_of_time
from app.customer.scene import Choice, Scene


def has_had_enough(scene: Scene) -> Choice | None:
    """Hang up when tension or patience has reached its limit; who has agreed says goodbye and needs no patience."""
    limits = scene.persona.limits
    if scene.mind.patience <= limits.patience and not has_agreed(scene.mind):
        return Choice(Move.HANG_UP, "patience is gone")
    if scene.mind.tension >= limits.tension:
        return Choice(Move.HANG_UP, f"tension {scene.mind.tension} reached {limits.tension}")
    return None


def stops(scene: Scene) -> Choice | None:
    """Step out of its role when the trainee asks for that."""
    if not holds(scene.play.language.stop, scene.reading.words):
        return None
    return Choice(Move.STOP, "the trainee asked to stop the exercise")


def leaves(scene: Scene) -> Choice | None:
    """Leave when the time is over, unless this very turn brings the yes."""
    if not is_out_of_time(scene.play, scene.mind):
        return None
    return agrees(scene) or Choice(Move.TIME_UP, "the time it had is over")


def parts(scene: Scene) -> Choice | None:
    """Part as the trainee does, who says goodbye before anything is agreed; in anger, if it is closed."""
    if not holds(scene.play.language.parts.farewell, scene.reading.words):
        return None
    move = Move.HANG_UP if scene.stance is Stance.CLOSED else Move.PART
    return Choice(move, "the trainee said goodbye and nothing is agreed")
