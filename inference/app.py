"""The deployed program: listens at once, loads the model behind its back, and answers in Gradio when it is ready."""

import logging
import os
import sys
import warnings

# Read by gradio and huggingface_hub when they are imported. Every path is local, so nothing may go out.
os.environ.update(
    GRADIO_ANALYTICS_ENABLED="False",
    HF_HUB_OFFLINE="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    HF_HUB_DISABLE_PROGRESS_BARS="1",
)

# Read by torch's threads: on cores that others share, one that spins while it waits takes the time of the one it
# waits for (measured: ten times slower answers on two busy cores, a few percent on idle ones).
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import uvicorn

from server import build_server
from settings import BadSetting, read_settings

SHUTDOWN_TIMEOUT_S = 2


def main() -> None:
    """Runs until it is told to stop; a setting that makes no sense ends it with one sentence."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # Notices from one pinned library to another are no news for whoever reads this log.
    warnings.simplefilter("ignore", FutureWarning)
    try:
        settings = read_settings(os.environ)
    except BadSetting as problem:
        sys.exit(str(problem))
    uvicorn.run(
        build_server(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,  # probes arrive every few seconds and would bury the rest
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
    )


if __name__ == "__main__":
    main()
