"""The sample model in a folder laid out as the mounted share is, and the app running on it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running_app import RunningApp

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as app.py does, before torch is imported

INFERENCE = Path(__file__).resolve().parent.parent
SAMPLE = INFERENCE / "sample"
MakeShare = Callable[[], Path]


@pytest.fixture(scope="session")
def held_out() -> list[dict[str, str]]:
    return json.loads((SAMPLE / "held-out.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def make_share(tmp_path_factory: pytest.TempPathFactory) -> MakeShare:
    """Makes a new share: `inference/` as it is deployed, `models/base` and `models/adapter`."""

    def make() -> Path:
        share = tmp_path_factory.mktemp("share")
        (share / "inference").mkdir()
        for file in [*INFERENCE.glob("*.py"), INFERENCE / "model.json"]:
            shutil.copy(file, share / "inference")
        for folder in ("base", "adapter"):
            shutil.copytree(SAMPLE / folder, share / "models" / folder)
        return share

    return make


@pytest.fixture(scope="session")
def endless_share(make_share: MakeShare) -> Path:
    """A share whose base model knows no end of an answer, so that generation runs until something stops it."""
    share = make_share()
    for name in ("config.json", "generation_config.json"):
        config = share / "models" / "base" / name
        settings = json.loads(config.read_text(encoding="utf-8"))
        config.write_text(json.dumps(settings | {"eos_token_id": None}), encoding="utf-8")
    return share


@pytest.fixture(scope="session")
def share_without_adapter(make_share: MakeShare) -> Path:
    share = make_share()
    shutil.rmtree(share / "models" / "adapter")
    return share


@pytest.fixture(scope="module")
def apps(make_share: MakeShare, endless_share: Path, share_without_adapter: Path) -> Iterator[dict[str, RunningApp]]:
    """Three apps, started together because most of a start is importing."""
    shares = {"sample": make_share(), "endless": endless_share, "without adapter": share_without_adapter}
    running = {name: RunningApp(share / "inference") for name, share in shares.items()}
    yield running
    for app in running.values():
        app.stop()
