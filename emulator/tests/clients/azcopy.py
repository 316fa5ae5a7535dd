"""azcopy, told everything by its arguments and leaving nothing outside the folder that it is given."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMEOUT_S = 120


@dataclass
class Finished:
    """What azcopy said at its end: the counts of a job, and whether all of it arrived."""

    transferred: int
    failed: int
    deleted: int
    status: str


class Azcopy:
    """The program that `AZCOPY` names."""

    def __init__(self, folder: Path) -> None:
        self._program = os.environ["AZCOPY"]
        self._env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "AZCOPY_LOG_LOCATION": str(folder / "logs"),
            "AZCOPY_JOB_PLAN_LOCATION": str(folder / "plans"),
        }

    def job(self, *arguments: str) -> Finished:
        """Runs `copy`, `sync` or `remove` to its end."""
        end = next(line for line in self.lines(*arguments) if line["MessageType"] == "EndOfJob")
        counts = json.loads(end["MessageContent"])
        return Finished(
            transferred=int(counts["TransfersCompleted"]),
            failed=int(counts["TransfersFailed"]),
            deleted=int(counts.get("DeleteTransfersCompleted", 0)),
            status=counts["JobStatus"],
        )

    def lines(self, *arguments: str) -> Iterator[dict[str, Any]]:
        """Its output, one JSON object a line."""
        command = [self._program, *arguments, "--output-type", "json"]
        finished = subprocess.run(command, env=self._env, capture_output=True, text=True, timeout=TIMEOUT_S)
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return (json.loads(line) for line in finished.stdout.splitlines())
