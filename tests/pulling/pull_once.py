"""A program that pulls a model; it may be killed, and its files may be kept from growing (`RLIMIT_FSIZE`).

`python -m tests.pulling.pull_once HUB MODELS PUBLISHED LARGEST`: the model as `published` describes it, pickled, and
how large a file may become in bytes (0: as it likes). It prints `pulled`, or the sentence of the error.
"""

import pickle
import resource
import sys
from pathlib import Path

from app.errors import ReadyroomError
from app.models.hub import hub_client
from app.models.pull import Place, pull


def main() -> None:
    """Pull once."""
    hub, models, described, largest = sys.argv[1:]
    model = pickle.loads(Path(described).read_bytes())
    if int(largest):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), resource.RLIM_INFINITY))
    with hub_client() as client:
        try:
            pull(model, Place(Path(models), hub, client, bytes), lambda _: None)
        except ReadyroomError as error:
            print(error)  # noqa: T201 - its result
        else:
            print("pulled")  # noqa: T201 - its result


if __name__ == "__main__":
    main()
