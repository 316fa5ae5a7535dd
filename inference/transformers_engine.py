"""The engine on transformers and peft. Importing this module costs seconds: only the loading thread does."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue

import torch
from peft import PeftModel, get_peft_model_state_dict
from safetensors import safe_open
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedTokenizerBase,
    StoppingCriteria,
    StoppingCriteriaList,
    TextStreamer,
)
from transformers.utils.logging import disable_progress_bar

from engine import Message, Which
from model_files import ADAPTER_WEIGHTS, ModelFiles, ModelProblem, adapter_sha256
from sampling import BadInput, Sampling

LOCK_POLL_S = 0.1
log = logging.getLogger(__name__)


class TransformersEngine:
    """One base model with one adapter; made by `load_engine`."""

    def __init__(self, model: PeftModel, tokenizer: PreTrainedTokenizerBase, files: ModelFiles) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._base_name = files.base_name
        self._adapter_sha256 = adapter_sha256(files.adapter)
        # Switching the adapter off is global in peft: without this lock a second call silently gets the wrong model.
        self._lock = threading.Lock()

    def describe(self) -> dict[str, str]:
        """What is loaded and where, as in `Engine.describe`."""
        return {
            "base": self._base_name,
            "adapterSha256": self._adapter_sha256,
            "device": str(self._model.device),
            "dtype": str(self._model.dtype).removeprefix("torch."),
        }

    def generate(
        self, messages: Sequence[Message], which: Which, sampling: Sampling, stop: threading.Event
    ) -> Iterator[str]:
        """Yields the answer piece by piece, as in `Engine.generate`."""
        prompt, room = self._prompt(messages)
        answer = _AnswerStream(self._tokenizer, stop)
        options = {
            **_sampling_options(sampling),
            "max_new_tokens": min(sampling.max_new_tokens, room),
            "pad_token_id": self._pad_token_id(),
            "streamer": answer,
            "stopping_criteria": StoppingCriteriaList([_StopWhenSet(stop)]),
        }
        worker = threading.Thread(target=self._produce, args=(prompt, which, options, answer, stop), daemon=True)
        worker.start()
        try:
            yield from answer.pieces()
        finally:
            stop.set()
            worker.join()

    def _prompt(self, messages: Sequence[Message]) -> tuple[dict[str, torch.Tensor], int]:
        """The conversation as tensors on the model's device, and how many tokens may follow it."""
        prompt = self._tokenizer.apply_chat_template(
            list(messages), add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(self._model.device)
        length = prompt["input_ids"].shape[1]
        context = getattr(self._model.config, "max_position_embeddings", None)
        room = context - length if context else torch.iinfo(torch.int32).max
        if room < 1:
            raise BadInput(f"The text is too long: {length} tokens, and this model reads fewer than {context}.")
        return dict(prompt), room

    def _pad_token_id(self) -> int | None:
        pad, end = self._tokenizer.pad_token_id, self._tokenizer.eos_token_id
        return end if pad is None else pad

    def _produce(
        self, prompt: dict, which: Which, options: dict, answer: "_AnswerStream", stop: threading.Event
    ) -> None:
        started = time.monotonic()
        try:
            while not self._lock.acquire(timeout=LOCK_POLL_S):
                if stop.is_set():
                    return
            try:
                if which == "base":
                    with self._model.disable_adapter():
                        self._model.generate(**prompt, **options)
                else:
                    self._model.generate(**prompt, **options)
            finally:
                self._lock.release()
        except Exception as error:  # carried to the caller's thread, which raises it
            answer.fail(error)
        finally:
            # Read before close(), because the caller sets `stop` as soon as it has seen the end.
            outcome = "stopped" if stop.is_set() else "answered"
            log.info("%s: %s after %d tokens, %.2f s", which, outcome, answer.tokens, time.monotonic() - started)
            answer.close()


class _StopWhenSet(StoppingCriteria):
    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        return torch.full((input_ids.shape[0],), self._stop.is_set(), device=input_ids.device, dtype=torch.bool)


class _AnswerStream(TextStreamer):
    """Carries text, then the end or the error, from the generating thread to the one that reads."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, stop: threading.Event) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._queue: SimpleQueue[str | Exception | None] = SimpleQueue()
        self._stop = stop
        self.tokens = 0

    def put(self, value: torch.Tensor) -> None:
        if not self.next_tokens_are_prompt:
            self.tokens += 1
        super().put(value)

    def on_finalized_text(self, text: str, **_: bool) -> None:
        if text:
            self._queue.put(text)

    def fail(self, error: Exception) -> None:
        self._queue.put(error)

    def close(self) -> None:
        self._queue.put(None)

    def pieces(self) -> Iterator[str]:
        """Ends with the generating thread, which closes the stream whatever happens to it."""
        while (piece := self._queue.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece


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
    return TransformersEngine(_with_adapter(base, files), tokenizer, files)


def _best_device() -> tuple[str, torch.dtype]:
    if not torch.cuda.is_available():
        return "cpu", torch.float32
    return "cuda", torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def _with_adapter(base: torch.nn.Module, files: ModelFiles) -> PeftModel:
    """peft only warns when an adapter fills nothing, so what it loaded is compared with what the file holds."""
    misfit = ModelProblem(
        f"The adapter does not fit the base model {files.base_name}: it was trained for another one.",
        "Point model.json to the base model that the adapter was trained on, or upload the right adapter, and restart.",
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


def _sampling_options(sampling: Sampling) -> dict[str, object]:
    if sampling.greedy:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    return {
        "do_sample": True,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
    }
