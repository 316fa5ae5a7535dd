import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from loading import Loading, NotReady


def load(share: Path) -> Loading:
    loading = Loading(share / "inference" / "model.json")
    loading.run(lambda: None)
    return loading


@pytest.fixture
def share(make_share) -> Path:
    return make_share()


def edit_json(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def test_a_whole_share_becomes_ready(share: Path) -> None:
    loading = load(share)
    assert loading.report()["phase"] == "ready"
    assert loading.engine()


def test_before_it_is_ready_the_engine_is_refused_with_the_phase(share: Path) -> None:
    with pytest.raises(NotReady, match="not ready yet \\(importing\\)"):
        Loading(share / "inference" / "model.json").engine()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda share: (share / "inference/model.json").unlink(), "model.json is missing."),
        (lambda share: (share / "inference/model.json").write_text("{"), "model.json is not valid JSON."),
        (lambda share: (share / "inference/model.json").write_text("[]"), "model.json is not a JSON object."),
        (lambda share: edit_json(share / "inference/model.json", base=1), 'model.json has no path under "base".'),
        (
            lambda share: shutil.rmtree(share / "models/base"),
            "The base model is missing: there is no folder at ../models/base.",
        ),
        (lambda share: (share / "models/base/config.json").unlink(), "The base model's config.json is missing."),
        (
            lambda share: (share / "models/base/model.safetensors").unlink(),
            "The base model's model.safetensors is missing.",
        ),
        (
            lambda share: cut_short(share / "models/base/model.safetensors"),
            "The base model's model.safetensors is damaged or was not uploaded completely.",
        ),
        (
            lambda share: (share / "models/base/model.safetensors.index.json").write_text(
                json.dumps({"weight_map": {"a": "model-00002-of-00002.safetensors"}})
            ),
            "The base model's model-00002-of-00002.safetensors is missing.",
        ),
        (
            lambda share: (share / "models/base/chat_template.jinja").unlink(),
            "The base model has no chat template, so it cannot be asked questions.",
        ),
        (
            lambda share: (share / "models/adapter/adapter_model.safetensors").unlink(),
            "The adapter's adapter_model.safetensors is missing.",
        ),
        (
            lambda share: cut_short(share / "models/adapter/adapter_model.safetensors"),
            "The adapter's adapter_model.safetensors is damaged or was not uploaded completely.",
        ),
    ],
)
def test_what_is_wrong_with_the_files_is_said_in_one_sentence(share: Path, broken, reason: str) -> None:
    broken(share)
    report = load(share).report()
    assert report["phase"] == "failed"
    assert report["reason"] == reason
    assert report["action"]


def renamed(name: str) -> str:
    return name.replace(".layers.0.", ".layers.9.")


def widened(tensor: torch.Tensor) -> torch.Tensor:
    return torch.cat([tensor, tensor], dim=0)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda weights: {renamed(key): value for key, value in weights.items()}, id="other layers"),
        pytest.param(lambda weights: {key: widened(value) for key, value in weights.items()}, id="other sizes"),
        pytest.param(lambda weights: dict(list(weights.items())[1:]), id="a tensor too few"),
    ],
)
def test_an_adapter_for_another_base_model_is_refused(share: Path, change) -> None:
    file = share / "models/adapter/adapter_model.safetensors"
    save_file(change(load_file(file)), file)
    report = load(share).report()
    assert report["problem"] == "adapter-misfit"
    assert report["reason"] == (
        "The adapter does not fit the base model slipway-sample-base: it was trained for another one."
    )


def test_an_adapter_for_other_modules_is_refused(share: Path) -> None:
    edit_json(share / "models/adapter/adapter_config.json", target_modules=["qkv_proj"])
    assert "it was trained for another one" in str(load(share).report()["reason"])


def test_a_missing_package_is_named(share: Path) -> None:
    def open_site() -> None:
        raise ModuleNotFoundError("No module named 'gradio'", name="gradio")

    loading = Loading(share / "inference" / "model.json")
    loading.run(open_site)
    assert loading.report()["reason"] == "A Python package that the app needs is missing: gradio."
    with pytest.raises(NotReady, match="gradio"):
        loading.engine()
