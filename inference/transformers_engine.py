"""The engine on transformers and peft."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext

import torch
from peft import PeftModel
from transformers import PreTrainedTokenizerBase, StoppingCriteriaList

from answer_stream import AnswerStream, StopWhenSet
from engine import Message, Which
from sampling import BadInput, Sampling

LOCK_POLL_S = 0.1
log = logging.getLogger(__name__)


class TransformersEngine:
    """One base model with one adapter; made by `load_engine`."""

    def __init__(self, model: PeftModel, tokenizer: PreTrainedTokenizerBase, description: dict[str, str]) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._description = description
        # Switching the adapter off is global in peft: without this lock a second call silently gets the wrong model.
        self._lock = threading.Lock()

    def describe(self) -> dict[str, str]:
        """What is loaded and where, as in `Engine.describe`."""
        return self._description

    def generate(
        self, messages: Sequence[Message], which: Which, sampling: Sampling, stop: threading.Event
    ) -> Iterator[str]:
        """Yields the answer piece by piece, as in `Engine.generate`."""
        prompt, room = self._prompt(messages)
        answer = AnswerStream(self._tokenizer)
        options = {
            **_sampling_options(sampling),
            "max_new_tokens": min(sampling.max_new_tokens, room),
            "pad_token_id": self._pad_token_id(),
            "streamer": answer,
            "stopping_criteria": StoppingCriteriaList([StopWhenSet(stop)]),
        }
        worker = threading.Thread(
            target=self._produce, args=(which, {**prompt, **options}, answer, stop), name="generation", daemon=True
        )
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

    def _produce(self, which: Which, arguments: dict, answer: AnswerStream, stop: threading.Event) -> None:
        """Runs in a thread of its own; the error, if any, is raised by whoever reads the answer."""
        started = time.monotonic()
        outcome = "failed"
        try:
            self._generate_alone(which, arguments, stop)
            outcome = "stopped" if stop.is_set() else "answered"
        except Exception as error:
            answer.fail(error)
        finally:
            log.info("%s: %s after %d tokens, %.2f s", which, outcome, answer.tokens, time.monotonic() - started)
            answer.close()

    def _generate_alone(self, which: Which, arguments: dict, stop: threading.Event) -> None:
        while not self._lock.acquire(timeout=LOCK_POLL_S):
            if stop.is_set():
                return
        try:
            with self._model.disable_adapter() if which == "base" else nullcontext():
                self._model.generate(**arguments)
        finally:
            self._lock.release()


def _sampling_options(sampling: Sampling) -> dict[str, object]:
    if sampling.greedy:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    return {
        "do_sample": True,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
    }
