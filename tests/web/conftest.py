"""What the sentences about the pages begin with."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.web.visitors import ORIGIN, PORT

MANIFEST = {
    "src/call.ts": {"file": "assets/call-1a2b3c4d.js", "imports": ["_shared.js"], "css": ["assets/call-5e6f.css"]},
    "src/choose.ts": {"file": "assets/choose-1a2b3c4d.js"},
    "src/replay.ts": {"file": "assets/replay-1a2b3c4d.js", "imports": ["_shared.js"]},
    "_shared.js": {"file": "assets/shared-1a2b3c4d.js"},
    "src/site.css": {"file": "assets/site-1a2b3c4d.css"},
}


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as Vite leaves it."""
    folder = tmp_path_factory.mktemp("built") / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "assets" / "site-1a2b3c4d.css").write_text("main { margin: auto }")
    return folder


@pytest.fixture(scope="package")
def client(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[TestClient]:
    """A client of a server on scripted parts, one for all sentences."""
    app = create_app(scripted(tmp_path_factory.mktemp("web") / "data"), PORT, built=built, scores=False)
    with TestClient(app, base_url=ORIGIN, headers={"Accept": "text/html"}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """A browser that was never here; who has called before is in the list of their calls."""
    client.cookies.clear()
    client.base_url = ORIGIN
    return client


def scripted(data: Path) -> Settings:
    """Return settings of a server whose parts are scripted."""
    parts = {"vad": "scripted", "recogniser": "scripted", "voice": "scripted"}
    return Settings(port=PORT, data=data, **parts)  # type: ignore[arg-type]
