"""A local Azure of one's own: started as anybody would start it, ended by its process id."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NODE = ROOT / "node_modules" / ".bin" / "node"
SUBSCRIPTION = "5a3b1e00-0000-4000-8000-000000000002"
LISTENING = "Local Azure is listening on "
END_TIMEOUT_S = 10


@dataclass
class LocalAzure:
    """`url` is `http://127.0.0.1:{port}`; `folder` holds everything that is kept."""

    url: str
    folder: Path


@contextmanager
def local_azure(folder: Path, *options: str) -> Iterator[LocalAzure]:
    """Runs the program on `folder` while the block does; its transitions are immediate."""
    places = ["--data", str(folder / "data"), "--images", str(folder / "images")]
    command = [str(NODE), str(ROOT / "emulator" / "main.ts"), "--port", "0", "--pace", "0", *places, *options]
    # What it complains of goes where the tests' own output goes; a full pipe would stop it.
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = next((line for line in process.stdout if line.startswith(LISTENING)), None)
        assert line is not None, f"The local Azure ended with exit code {process.wait(END_TIMEOUT_S)}."
        yield LocalAzure(line.removeprefix(LISTENING).split()[0], folder)
    finally:
        process.terminate()
        try:
            process.wait(END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
