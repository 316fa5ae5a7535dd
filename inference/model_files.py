"""Finds the base model and the adapter on disk, and says plainly what is wrong with them before anything is loaded."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HASH_BLOCK_BYTES = 1 << 20
ADAPTER_WEIGHTS = "adapter_model.safetensors"
BASE_WEIGHTS = "model.safetensors"
BASE_WEIGHTS_INDEX = "model.safetensors.index.json"


class ModelProblem(Exception):
    """The model cannot be served: `reason` is one sentence for a person, `action` says what they can do.

    `problem` names for programs what they treat apart from the rest.
    """

    def __init__(self, reason: str, action: str, problem: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.action = action
        self.problem = problem


@dataclass(frozen=True)
class ModelFiles:
    """A base model folder and an adapter folder whose files are all there and whole."""

    base: Path
    adapter: Path
    base_name: str


def find_model_files(model_file: Path) -> ModelFiles:
    """Reads model.json, `{"base": path, "adapter": path}` relative to itself, and checks both; raises ModelProblem."""
    if not model_file.is_file():
        raise ModelProblem(f"{model_file.name} is missing.", "Put it beside app.py and deploy again.")
    places = _read_object(model_file, "Correct it and deploy again.")
    base = _folder(model_file, places, "base")
    adapter = _folder(model_file, places, "adapter")
    _check_base(base)
    return ModelFiles(base, adapter, base_name=_check_adapter(adapter) or base.name)


def adapter_sha256(adapter: Path) -> str:
    """The fingerprint of the adapter's weights, in hexadecimal."""
    digest = hashlib.sha256()
    with (adapter / ADAPTER_WEIGHTS).open("rb") as weights:
        while block := weights.read(HASH_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _folder(model_file: Path, places: dict, key: str) -> Path:
    place = places.get(key)
    if not isinstance(place, str) or not place:
        raise ModelProblem(
            f'{model_file.name} has no path under "{key}".', f'Add "{key}": the path of a folder, and deploy again.'
        )
    folder = (model_file.parent / place).resolve()
    if not folder.is_dir():
        noun = "base model" if key == "base" else key
        raise ModelProblem(
            f"The {noun} is missing: there is no folder at {place}.",
            f"Upload the {noun} to that folder of the share, or correct {model_file.name}, and restart.",
        )
    return folder


def _check_base(base: Path) -> None:
    action = "Upload the whole base model folder to the share again and restart."
    _read_object(base / "config.json", action, owner="base model")
    index = base / BASE_WEIGHTS_INDEX
    if index.is_file():
        weight_map = _read_object(index, action).get("weight_map")
        if not isinstance(weight_map, dict):
            raise ModelProblem(f"The base model's {index.name} has no weight map.", action)
        shards = sorted({str(shard) for shard in weight_map.values()})
    else:
        shards = [BASE_WEIGHTS]
    for shard in shards:
        _check_weights(base / shard, action, owner="base model")


def _check_adapter(adapter: Path) -> str | None:
    action = "Upload the whole adapter folder that fine-tuning wrote to the share and restart."
    config = _read_object(adapter / "adapter_config.json", action, owner="adapter")
    _check_weights(adapter / ADAPTER_WEIGHTS, action, owner="adapter")
    name = config.get("base_model_name_or_path")
    return name if isinstance(name, str) else None


def _read_object(path: Path, action: str, owner: str | None = None) -> dict:
    name = f"The {owner}'s {path.name}" if owner else path.name
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelProblem(f"{name} is missing.", action) from None
    except ValueError:
        raise ModelProblem(f"{name} is not valid JSON.", action) from None
    if not isinstance(value, dict):
        raise ModelProblem(f"{name} is not a JSON object.", action)
    return value


def _check_weights(path: Path, action: str, owner: str) -> None:
    """A safetensors file that was cut short is found by its header alone, without reading the weights."""
    from safetensors import SafetensorError, safe_open  # imports numpy, which the port need not wait for

    if not path.is_file():
        raise ModelProblem(f"The {owner}'s {path.name} is missing.", action)
    try:
        with safe_open(path, framework="numpy"):
            pass
    except SafetensorError:
        raise ModelProblem(f"The {owner}'s {path.name} is damaged or was not uploaded completely.", action) from None
