"""What an operator is told of a call that broke: where and by what, never what was said in it."""

from pathlib import Path

import structlog

OURS = Path(__file__).parent.parent
"""The folder of this program: a place in it says more than one in a library."""

log = structlog.get_logger()


def report_break(call: str, failures: BaseExceptionGroup[Exception]) -> None:
    """Log the place at which each failure was raised, and its kind; the text of an exception may hold words."""
    for failure in failures.exceptions:
        log.error("call_broke", call=call, error=type(failure).__name__, where=place_of(failure))


def place_of(failure: BaseException) -> str:
    """Return the last line of ours that a failure came through, as `file:line`; of any program's, if none is ours."""
    places = []
    trace = failure.__traceback__
    while trace is not None:
        places.append((Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    ours = [(file.relative_to(OURS), line) for file, line in places if file.is_relative_to(OURS)]
    found = ours or places
    return "{}:{}".format(*found[-1]) if found else "unknown"
