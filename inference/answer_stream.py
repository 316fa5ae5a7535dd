"""Between the thread that generates and the one that reads: text one way, a wish to stop the other."""

import threading
from collections.abc import Iterator
from queue import SimpleQueue

import torch
from transformers import PreTrainedTokenizerBase, StoppingCriteria, TextStreamer


class AnswerStream(TextStreamer):
    """Carries text, then the end or the error. Holds at most one answer, which max_new_tokens bounds."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._queue: SimpleQueue[str | Exception | None] = SimpleQueue()
        self.tokens = 0

    def put(self, value: torch.Tensor) -> None:
        """Takes the prompt first, then token after token, as transformers calls it."""
        if not self.next_tokens_are_prompt:
            self.tokens += 1
        super().put(value)

    def on_finalized_text(self, text: str, **_: bool) -> None:
        """Takes text that later tokens can no longer change, as transformers calls it."""
        if text:
            self._queue.put(text)

    def fail(self, error: Exception) -> None:
        """Makes the reader raise the error."""
        self._queue.put(error)

    def close(self) -> None:
        """Ends the reader's iteration; the generating thread must call it whatever happens."""
        self._queue.put(None)

    def pieces(self) -> Iterator[str]:
        """The text as it comes, until `close`; raises what `fail` was given."""
        while (piece := self._queue.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece


class StopWhenSet(StoppingCriteria):
    """Ends generation after the token during which the event was set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        """One verdict for each row of the batch."""
        return torch.full((input_ids.shape[0],), self._stop.is_set(), device=input_ids.device, dtype=torch.bool)
