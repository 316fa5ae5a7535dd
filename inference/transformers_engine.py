"""The engine on transformers and peft."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial

import torch
from peft import PeftModel, PeftType
from transformers import PreTrainedTokenizerBase, StoppingCriteriaList

from answer_stream import AnswerStream, Piece, Pieces, RowStreams, StopWhenSet
from engine import Message, Which
from sampling import BadInput, Sampling

LOCK_POLL_S = 0.1
BOTH: tuple[Which, Which] = ("base", "tuned")
# peft's name for a row of a batch that no adapter touches.
NO_ADAPTER = "__base__"
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
        arguments = self._arguments(messages, sampling, stop)
        pieces: Pieces[str] = Pieces()
        answer = AnswerStream(self._tokenizer, pieces.put)
        work = partial(self._answer_as, which, answer, arguments)
        yield from self._produce(which, work, [answer], pieces, stop)

    def compare(
        self, messages: Sequence[Message], sampling: Sampling, seed: int, stop: threading.Event
    ) -> Iterator[tuple[Which, str]]:
        """Yields the pieces of both answers, as in `Engine.compare`; where the adapter allows it, from one batch."""
        arguments = self._arguments(messages, sampling, stop)
        pieces: Pieces[tuple[Which, str]] = Pieces()

        def stream(which: Which) -> AnswerStream:
            return AnswerStream(self._tokenizer, lambda text: pieces.put((which, text)))

        answers = [stream(which) for which in BOTH]

        def work() -> None:
            if self._takes_mixed_batches():
                torch.manual_seed(seed)
                self._answer_in_one_batch(answers, arguments)
                return
            for which, answer in zip(BOTH, answers, strict=True):
                torch.manual_seed(seed)
                self._answer_as(which, answer, arguments)

        yield from self._produce("base and tuned", work, answers, pieces, stop)

    def _arguments(self, messages: Sequence[Message], sampling: Sampling, stop: threading.Event) -> dict[str, object]:
        """What the model is called with, whoever answers."""
        prompt, room = self._prompt(messages)
        return {
            **prompt,
            **_sampling_options(sampling),
            "max_new_tokens": min(sampling.max_new_tokens, room),
            "pad_token_id": self._pad_token_id(),
            "stopping_criteria": StoppingCriteriaList([StopWhenSet(stop)]),
        }

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

    def _end_tokens(self) -> set[int]:
        end = self._model.generation_config.eos_token_id
        return set(end) if isinstance(end, list) else {end}

    def _takes_mixed_batches(self) -> bool:
        """Whether peft can leave the adapter out for one row alone; of DoRA and of copied modules it cannot."""
        config = self._model.active_peft_config
        is_plain = not getattr(config, "use_dora", False) and not getattr(config, "modules_to_save", None)
        return config.peft_type == PeftType.LORA and is_plain

    def _produce(
        self,
        name: str,
        work: Callable[[], None],
        answers: Sequence[AnswerStream],
        pieces: Pieces[Piece],
        stop: threading.Event,
    ) -> Iterator[Piece]:
        """Does the work in a thread of its own, and yields what comes of it; closing this iterator stops it."""

        def produce() -> None:
            started = time.monotonic()
            outcome = "failed"
            try:
                self._alone(work, stop)
                outcome = "stopped" if stop.is_set() else "answered"
            except Exception as error:
                pieces.fail(error)
            finally:
                tokens = sum(answer.tokens for answer in answers)
                log.info("%s: %s after %d tokens, %.2f s", name, outcome, tokens, time.monotonic() - started)
                pieces.close()

        worker = threading.Thread(target=produce, name="generation", daemon=True)
        worker.start()
        try:
            yield from pieces
        finally:
            stop.set()
            worker.join()

    def _alone(self, work: Callable[[], None], stop: threading.Event) -> None:
        while not self._lock.acquire(timeout=LOCK_POLL_S):
            if stop.is_set():
                return
        try:
            work()
        finally:
            self._lock.release()

    def _answer_as(self, which: Which, answer: AnswerStream, arguments: dict[str, object]) -> None:
        with self._model.disable_adapter() if which == "base" else nullcontext():
            self._model.generate(**arguments, streamer=answer)

    def _answer_in_one_batch(self, answers: Sequence[AnswerStream], arguments: dict[str, object]) -> None:
        twice = {
            name: torch.cat([value] * len(answers)) if isinstance(value, torch.Tensor) else value
            for name, value in arguments.items()
        }
        names = [NO_ADAPTER, self._model.active_adapter]
        self._model.generate(**twice, adapter_names=names, streamer=RowStreams(answers, self._end_tokens()))


def _sampling_options(sampling: Sampling) -> dict[str, object]:
    if sampling.greedy:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    return {
        "do_sample": True,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
    }
