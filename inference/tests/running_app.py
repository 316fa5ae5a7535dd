"""A real app process, and the queue protocol that its callers speak."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START_TIMEOUT_S = 240
STOP_TIMEOUT_S = 5
POLL_S = 0.02
REPLICA = "app--0000001-abc"
SETTINGS = {"top_p": 0.95, "temperature": 0.0, "top_k": 50, "max_new_tokens": 64}


class RunningApp:
    """One `python app.py` on a free port; every phase that it reported on its way is kept in `phases`."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=folder,
            env={
                **os.environ,
                "GRADIO_SERVER_NAME": "127.0.0.1",
                "GRADIO_SERVER_PORT": str(port),
                "CONTAINER_APP_REPLICA_NAME": REPLICA,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self.phases: list[str] = []
        self.statuses: dict[str, int] = {}
        self.first_health: httpx.Response | None = None
        self.first_page: httpx.Response | None = None
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
        self._readers = [threading.Thread(target=work, daemon=True) for work in (self._read_lines, self._watch_phases)]
        for reader in self._readers:
            reader.start()

    def settle(self) -> None:
        """Waits until the app is ready or has failed."""
        self.wait_for(lambda: bool(self.phases) and self.phases[-1] in ("ready", "failed"), START_TIMEOUT_S)

    def wait_for(self, condition: Callable[[], bool], timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert self._process.poll() is None, "the app ended:\n" + "\n".join(self.lines)
            assert time.monotonic() < deadline, f"not within {timeout_s} s:\n" + "\n".join(self.lines)
            time.sleep(POLL_S)

    def stop(self) -> None:
        """Ends the app as a container runtime does, and insists that it obeys."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_TIMEOUT_S)
        finally:
            self._process.kill()
            self.http.close()

    def join(self, text: str, name: str = "run_generation", **settings: float) -> tuple[str, httpx.Response]:
        """Puts one call of a function into the queue; gives the session to listen on and the answer."""
        config = self.http.get("/config").json()
        function = next(each["id"] for each in config["dependencies"] if each["api_name"] == name)
        session = uuid.uuid4().hex
        call = {
            "data": [text, *(SETTINGS | settings).values()],
            "fn_index": function,
            "session_hash": session,
        }
        return session, self.http.post("/gradio_api/queue/join", json=call)

    @contextmanager
    def listen(self, session: str) -> Iterator[Iterator[dict]]:
        """The messages of a session; leaving the context is what a closed browser tab does."""
        with self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as response:
            yield (json.loads(line.removeprefix("data:")) for line in response.iter_lines() if line.startswith("data:"))

    def ask(self, text: str, name: str = "run_generation", **settings: float) -> dict:
        """The completed message of one call: `output.data` holds the answer, `output.error` the refusal."""
        session, joined = self.join(text, name, **settings)
        assert joined.status_code == 200, joined.text
        with self.listen(session) as messages:
            return next(message for message in messages if message["msg"] == "process_completed")

    def _read_lines(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))

    def _watch_phases(self) -> None:
        while self._process.poll() is None and (not self.phases or self.phases[-1] not in ("ready", "failed")):
            try:
                self.first_health = self.first_health or self.http.get("/healthz")
                self.first_page = self.first_page or self.http.get("/")
                report = self.http.get("/readyz")
            except httpx.TransportError:
                time.sleep(POLL_S)
                continue
            phase = report.json()["phase"]
            if self.phases[-1:] != [phase]:
                self.statuses[phase] = report.status_code
                self.phases.append(phase)
            time.sleep(POLL_S)
