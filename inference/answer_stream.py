"""Between the thread that generates and the one that reads: text one way, a wish to stop the other."""

import threading
from collections.abc import Callable, Container, Iterator, Sequence
from queue import SimpleQueue
from typing import Generic, TypeVar

import torch
from transformers import PreTrainedTokenizerBase, StoppingCriteria, TextStreamer
from transformers.generation.streamers import BaseStreamer

Piece = TypeVar("Piece")


class Pieces(Generic[Piece]):
    """Carries pieces, then the end or the error. Holds at most what max_new_tokens bounds."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Piece | Exception | None] = SimpleQueue()

    def put(self, piece: Piece) -> None:
        """Hands one piece to the reader."""
        self._queue.put(piece)

    def fail(self, error: Exception) -> None:
        """Makes the reader raise the error."""
        self._queue.put(error)

    def close(self) -> None:
        """Ends the reader's iteration; the generating thread must call it whatever happens."""
        self._queue.put(None)

    def __iter__(self) -> Iterator[Piece]:
        """The pieces as they come, until `close`; raises what `fail` was given."""
        while (piece := self._queue.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece


class AnswerStream(TextStreamer):
    """One answer, token by token, to whoever takes its text."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, say: Callable[[str], None]) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._say = say
        self.tokens = 0

    def put(self, value: torch.Tensor) -> None:
        """Takes the prompt first, then token after token, as transformers calls it."""
        if not self.next_tokens_are_prompt:
            self.tokens += 1
        super().put(value)

    def on_finalized_text(self, text: str, **_: bool) -> None:
        """Takes text that later tokens can no longer change, as transformers calls it."""
        if text:
            self._say(text)


class RowStreams(BaseStreamer):
    """Splits a batch into an answer for each of its rows; a row ends with its own end token, and padding follows it."""

    def __init__(self, rows: Sequence[AnswerStream], end_tokens: Container[int]) -> None:
        self._open = dict(enumerate(rows))
        self._end_tokens = end_tokens

    def put(self, value: torch.Tensor) -> None:
        """Takes the prompts first, then one token of each row, as transformers calls it."""
        for index, row in list(self._open.items()):
            row.put(value[index : index + 1])
            if value.dim() == 1 and int(value[index]) in self._end_tokens:
                del self._open[index]
                row.end()

    def end(self) -> None:
        """Ends the rows that the longest answer allowed was too short for."""
        for row in self._open.values():
            row.end()


class StopWhenSet(StoppingCriteria):
    """Ends generation after the token during which the event was set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        """One verdict for each row of the batch."""
        return torch.full((input_ids.shape[0],), self._stop.is_set(), device=input_ids.device, dtype=torch.bool)
