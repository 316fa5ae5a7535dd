"""What a model server must be able to do, whichever library does it."""

import threading
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol, TypedDict

from sampling import Sampling

Which = Literal["base", "tuned"]


class Message(TypedDict):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Engine(Protocol):
    """A loaded model that can answer with its adapter or without."""

    def generate(
        self, messages: Sequence[Message], which: Which, sampling: Sampling, stop: threading.Event
    ) -> Iterator[str]:
        """Yields the answer piece by piece; ends within a token of `stop` being set or of the iterator being closed.

        Raises BadInput when the conversation does not fit into the model.
        """

    def compare(
        self, messages: Sequence[Message], sampling: Sampling, seed: int, stop: threading.Event
    ) -> Iterator[tuple[Which, str]]:
        """Yields the pieces of both answers to the same conversation, each with the model that it is of.

        The same seed gives the same answers. Ends and raises as `generate` does.
        """

    def describe(self) -> dict[str, str]:
        """What is loaded and where: base, adapterSha256, device, dtype."""
