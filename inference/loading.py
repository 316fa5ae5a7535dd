"""The way from an open port to a model that answers, phase by phase."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from engine import Engine
from model_files import ModelProblem, find_model_files

log = logging.getLogger(__name__)


class NotReady(Exception):
    """The model cannot answer now; the text is one sentence that says why."""


class Loading:
    """Loads the model once, in the thread that calls `run`; every other method may be called from any thread.

    Phases: importing, loading-base, loading-adapter, then ready or failed.
    """

    def __init__(self, model_file: Path) -> None:
        self._model_file = model_file
        self._lock = threading.Lock()
        self._phase = "importing"
        self._phase_started = time.monotonic()
        self._started_at = datetime.now(UTC)
        self._phase_seconds: dict[str, float] = {}
        self._engine: Engine | None = None
        self._problem: ModelProblem | None = None

    def run(self, open_site: Callable[[], None]) -> None:
        """Opens the site, which then shows the rest, and loads; a failure becomes the phase `failed`, no exception."""
        log.info("phase: %s", self._phase)
        try:
            open_site()
            files = find_model_files(self._model_file)
            from load_engine import load_engine

            self._engine = load_engine(files, self._enter)
            self._enter("ready")
        except ModelProblem as problem:
            self._fail(problem)
        except Exception as error:
            log.exception("loading failed")
            self._fail(_translate(error, self._phase))

    def engine(self) -> Engine:
        """The loaded model; raises NotReady."""
        with self._lock:
            if self._problem:
                raise NotReady(f"{self._problem.reason} {self._problem.action}")
            if self._phase != "ready" or self._engine is None:
                raise NotReady(f"The model is not ready yet ({self._phase}). Try again in a moment.")
            return self._engine

    def report(self) -> dict[str, object]:
        """The body of /readyz: phase, start, seconds spent in each finished phase, and the model or the failure."""
        with self._lock:
            report: dict[str, object] = {
                "phase": self._phase,
                "startedAt": self._started_at.isoformat(timespec="milliseconds"),
                "phaseSeconds": dict(self._phase_seconds),
            }
            if self._problem:
                report |= {"reason": self._problem.reason, "action": self._problem.action}
                if self._problem.problem:
                    report["problem"] = self._problem.problem
            elif self._phase == "ready" and self._engine:
                report |= self._engine.describe()
            return report

    def _enter(self, phase: str) -> None:
        with self._lock:
            now = time.monotonic()
            self._phase_seconds[self._phase] = round(now - self._phase_started, 2)
            self._phase, self._phase_started = phase, now
        log.info("phase: %s", phase)

    def _fail(self, problem: ModelProblem) -> None:
        self._problem = problem
        self._enter("failed")
        log.error("%s %s", problem.reason, problem.action)


def _translate(error: Exception, phase: str) -> ModelProblem:
    """The failures that a person can do something about, by name; every other one points to the log."""
    if isinstance(error, ImportError):
        return ModelProblem(
            f"A Python package that the app needs is missing: {error.name}.",
            "Check requirements.txt and the deploy commands, and deploy again.",
        )
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return ModelProblem("The model does not fit into memory.", "Choose a larger workload profile and deploy again.")
    return ModelProblem(
        f"Loading stopped with an unexpected {type(error).__name__} in phase {phase}.",
        "The console log has the whole trace.",
    )
