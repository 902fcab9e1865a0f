"""Hold a call: begin it in the store, play it over a line, file it when it is over."""

import asyncio

import structlog

from app.call_record import EndedBy, EnginePin
from app.customer.acts import read_turn
from app.customer.guard import learn
from app.customer.happenings import TurnTaken
from app.customer.play import Play
from app.customer.rules import RULES, RULES_VERSION
from app.engines.catalogue import describe
from app.practice.call_language import refuse_foreign_language
from app.practice.desk import Desk, LiveCall
from app.practice.file_call import file_call
from app.practice.fresh_library import fresh_library
from app.practice.score_call import rubrics_for
from app.practice.tickets import CallOrder
from app.session.call import Call, CallSetup
from app.store import CallOpening
from app.transports.protocols import Line

log = structlog.get_logger()


async def begin_call(desk: Desk, order: CallOrder, line: Line) -> None:
    """Begin a call and leave it running in the desk's tasks. Raises `ContentError`, `KeepingError`.

    The trainee's place at the desk must be free; it is taken before anything is awaited.
    """
    assert order.trainee not in desk.live, "one live call per trainee"
    live = desk.live[order.trainee] = LiveCall(order.trainee)
    try:
        live.call = await _begun(desk, order)
    except BaseException:
        _leave(desk, live)
        raise
    desk.tasks.create_task(_hold(desk, live, live.call, line), name=f"call {live.call.id}")


async def end_other_call(desk: Desk, trainee: str) -> None:
    """End the trainee's live call, if there is one, and wait until it is filed."""
    live = desk.live.get(trainee)
    if live is not None and live.call is not None:
        live.call.stop(EndedBy.SERVER)
        await live.is_over.wait()


async def _begun(desk: Desk, order: CallOrder) -> Call:
    library = await fresh_library(desk)
    persona, scenario = library.find(order.persona)
    language = library.language_file_of(persona)
    refuse_foreign_language(persona, language.language, desk.engines)
    attempt = 1 + await desk.store.count_tries(order.trainee, persona.id, scenario.id)
    call_id = await desk.store.begin_call(
        CallOpening(
            trainee=order.trainee,
            persona=persona.id,
            scenario=scenario.id,
            persona_text=library.file_of(persona.id).text,
            rubric_texts=tuple(file.text for file in rubrics_for(persona, desk.rubrics)),
            language_text=language.text,
            engines=_engine_pins(desk),
            seed=order.seed,
            difficulty=order.difficulty.value,
            attempt=attempt,
        )
    )
    play = Play(persona, scenario, order.difficulty, order.seed, attempt, language.language)
    await asyncio.to_thread(_make_ready, play)
    tape = desk.store.tape(call_id) if order.recorded else None
    return Call(CallSetup(call_id, play, desk.engines, desk.store.journal(call_id), tape, desk.counts))


def _make_ready(play: Play) -> None:
    """Compile the patterns of the play's language: the first call in it would wait a tenth of a second for them."""
    learn(play)
    read_turn(play.persona, play.language, TurnTaken(1, "so", 0.4, 1, barged_in=False, reaction_seconds=None), "")


def _engine_pins(desk: Desk) -> dict[str, EnginePin]:
    """Return what takes part in a call, by its part; the customer itself is the rules that decide for it."""
    parts = {part.role: EnginePin(name=part.name, version=part.version) for part in describe(desk.engines)}
    return parts | {"customer": EnginePin(name=RULES, version=RULES_VERSION)}


async def _hold(desk: Desk, live: LiveCall, call: Call, line: Line) -> None:
    log.info("call_began", call=call.id)
    try:
        ended_by = await call.run(line)
        await file_call(desk.store, call.id, ended_by.value)
        log.info("call_ended", call=call.id, by=ended_by.value)
        await desk.scorecards.enqueue_scoring(call.id)
    except Exception as failure:  # noqa: BLE001 - here the task ends; one call's failure must not end the others
        # What is kept so far stays; the next start of the server finishes the filing, or the scoring.
        log.warning("call_not_finished", call=call.id, error=type(failure).__name__)
    finally:
        _leave(desk, live)
        await call.hang_up()


def _leave(desk: Desk, live: LiveCall) -> None:
    del desk.live[live.trainee]
    live.is_over.set()
