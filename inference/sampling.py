"""How an answer is drawn, and the bounds of each setting."""

import math
from dataclasses import dataclass

MAX_TEMPERATURE = 2.0
MAX_TOP_K = 200
MAX_NEW_TOKENS = 1024
MAX_SEED = 2**32 - 1
# Dividing by less than this overflows; the answer is the greedy one long before.
GREEDY_BELOW_TEMPERATURE = 0.01


class BadInput(Exception):
    """The caller asked for something out of bounds; the text is one sentence for them."""


@dataclass(frozen=True)
class Sampling:
    """Settings within their bounds."""

    top_p: float
    temperature: float
    top_k: int
    max_new_tokens: int

    @property
    def greedy(self) -> bool:
        """Whether the most likely token is taken every time."""
        return self.temperature < GREEDY_BELOW_TEMPERATURE


def check_sampling(top_p: object, temperature: object, top_k: object, max_new_tokens: object) -> Sampling:
    """Accepts numbers within bounds; raises BadInput with a sentence that names the first one that is not."""
    return Sampling(
        top_p=_number("top_p", top_p, 0, 1),
        temperature=_number("temperature", temperature, 0, MAX_TEMPERATURE),
        top_k=_whole_number("top_k", top_k, 0, MAX_TOP_K),
        max_new_tokens=_whole_number("max_new_tokens", max_new_tokens, 1, MAX_NEW_TOKENS),
    )


def check_seed(seed: object) -> int:
    """Accepts a seed within bounds; raises BadInput with a sentence."""
    return _whole_number("seed", seed, 0, MAX_SEED)


def _number(name: str, value: object, low: float, high: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or not low <= value <= high:
        raise BadInput(f"{name} must be a number from {low:g} to {high:g}.")
    return float(value)


def _whole_number(name: str, value: object, low: int, high: int) -> int:
    # JSON has one kind of number, so 64 may arrive as 64.0.
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0
    if not is_whole or not low <= value <= high:
        raise BadInput(f"{name} must be a whole number from {low} to {high}.")
    return int(value)
