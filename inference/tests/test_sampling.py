import math

import pytest

from sampling import MAX_SEED, BadInput, Sampling, check_sampling, check_seed


def test_numbers_within_bounds_are_taken_as_they_are() -> None:
    assert check_sampling(0.95, 0.3, 50, 64) == Sampling(0.95, 0.3, 50, 64)


def test_whole_numbers_may_arrive_as_floats_because_json_has_one_kind_of_number() -> None:
    assert check_sampling(1, 0, 50.0, 64.0) == Sampling(1, 0, 50, 64)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ((-0.1, 0.3, 50, 64), "top_p"),
        (("0.5", 0.3, 50, 64), "top_p"),
        ((None, 0.3, 50, 64), "top_p"),
        ((0.9, 2.1, 50, 64), "temperature"),
        ((0.9, math.nan, 50, 64), "temperature"),
        ((0.9, True, 50, 64), "temperature"),
        ((0.9, 0.3, 50.5, 64), "top_k"),
        ((0.9, 0.3, 201, 64), "top_k"),
        ((0.9, 0.3, math.inf, 64), "top_k"),
        ((0.9, 0.3, 50, 0), "max_new_tokens"),
        ((0.9, 0.3, 50, 1025), "max_new_tokens"),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_name(values: tuple, name: str) -> None:
    with pytest.raises(BadInput, match=f"^{name} must be "):
        check_sampling(*values)


@pytest.mark.parametrize(("temperature", "greedy"), [(0, True), (0.001, True), (0.01, False), (1, False)])
def test_only_a_temperature_of_about_zero_is_greedy(temperature: float, greedy: bool) -> None:
    assert Sampling(1, temperature, 0, 1).greedy is greedy


@pytest.mark.parametrize("seed", [0, 7.0, MAX_SEED])
def test_a_seed_is_a_whole_number(seed: float) -> None:
    assert check_seed(seed) == int(seed)


@pytest.mark.parametrize("seed", [-1, 0.5, MAX_SEED + 1, "7", None, math.nan])
def test_a_seed_out_of_bounds_is_refused(seed: object) -> None:
    with pytest.raises(BadInput, match="seed must be a whole number"):
        check_seed(seed)
