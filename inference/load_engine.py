"""Brings base model and adapter into memory. Importing this module costs seconds: only the loading thread does."""

import logging
from collections.abc import Callable

import torch
from peft import PeftModel, get_peft_model_state_dict
from safetensors import safe_open
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils.logging import disable_progress_bar

from model_files import ADAPTER_WEIGHTS, ModelFiles, ModelProblem, adapter_sha256
from transformers_engine import TransformersEngine

log = logging.getLogger(__name__)


def load_engine(files: ModelFiles, on_phase: Callable[[str], None]) -> TransformersEngine:
    """Loads base and adapter, announcing `loading-base` and `loading-adapter`; raises ModelProblem."""
    disable_progress_bar()
    device, dtype = _best_device()
    on_phase("loading-base")
    tokenizer = AutoTokenizer.from_pretrained(files.base)
    if not tokenizer.chat_template:
        raise ModelProblem(
            "The base model has no chat template, so it cannot be asked questions.",
            "Add chat_template.jinja to the base model's folder, or use its instruct version.",
        )
    base = AutoModelForCausalLM.from_pretrained(
        files.base,
        dtype=dtype,
        device_map=device,
        disable_mmap=True,  # a network share serves one long read far faster than page faults
    )
    on_phase("loading-adapter")
    model = _with_adapter(base, files)
    return TransformersEngine(
        model,
        tokenizer,
        {
            "base": files.base_name,
            "adapterSha256": adapter_sha256(files.adapter),
            "device": str(model.device),
            "dtype": str(model.dtype).removeprefix("torch."),
        },
    )


def _best_device() -> tuple[str, torch.dtype]:
    if not torch.cuda.is_available():
        return "cpu", torch.float32
    return "cuda", torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def _with_adapter(base: torch.nn.Module, files: ModelFiles) -> PeftModel:
    """peft only warns when an adapter fills nothing, so what it loaded is compared with what the file holds."""
    misfit = ModelProblem(
        f"The adapter does not fit the base model {files.base_name}: it was trained for another one.",
        "Point model.json to the base model that the adapter was trained on, or upload the right adapter, and restart.",
        problem="adapter-misfit",
    )
    try:
        model = PeftModel.from_pretrained(base, files.adapter)
    except (ValueError, RuntimeError) as error:
        log.warning("peft refused the adapter: %s", error)
        raise misfit from error
    with safe_open(files.adapter / ADAPTER_WEIGHTS, framework="pt") as weights:
        in_file = set(weights.keys())
    if in_file != set(get_peft_model_state_dict(model, save_embedding_layers=False)):
        raise misfit
    return model.eval()
