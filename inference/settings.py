"""What the environment may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT_HOST = "0.0.0.0"  # noqa: S104 - in a container, the ingress is the only caller
DEFAULT_PORT = 7860
MAX_PORT = 65535
MAX_WAITING = 20


class BadSetting(Exception):
    """An environment variable holds a value that cannot be used; the text is one sentence that names it."""


@dataclass(frozen=True)
class Settings:
    """Where to listen, what to load, how many may wait, the key that they must know, and our name in Azure."""

    host: str
    port: int
    model_file: Path
    max_waiting: int = MAX_WAITING
    api_key: str | None = field(default=None, repr=False)
    replica: str | None = None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads GRADIO_SERVER_NAME and GRADIO_SERVER_PORT, the names Gradio itself uses, and INFERENCE_API_KEY.

    And CONTAINER_APP_REPLICA_NAME, which Azure sets. Raises BadSetting.
    """
    port_text = environment.get("GRADIO_SERVER_PORT", str(DEFAULT_PORT))
    if not port_text.isdecimal() or not 0 < int(port_text) <= MAX_PORT:
        raise BadSetting(f"GRADIO_SERVER_PORT must be a port number from 1 to {MAX_PORT}, not {port_text!r}.")
    return Settings(
        host=environment.get("GRADIO_SERVER_NAME", DEFAULT_HOST),
        port=int(port_text),
        model_file=HERE / "model.json",
        api_key=environment.get("INFERENCE_API_KEY") or None,
        replica=environment.get("CONTAINER_APP_REPLICA_NAME") or None,
    )
