import random
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine import Which
from load_engine import load_engine
from model_files import find_model_files
from sampling import MAX_NEW_TOKENS, BadInput, Sampling
from transformers_engine import TransformersEngine

FEW_TOKENS = 100  # far below the 1024 of an unstopped answer; the reader may lag behind on a busy machine
GREEDY = Sampling(top_p=1.0, temperature=0.0, top_k=0, max_new_tokens=64)


@pytest.fixture(scope="module")
def engine(make_share) -> TransformersEngine:
    return load_engine(find_model_files(make_share() / "inference" / "model.json"), lambda _: None)


@pytest.fixture(scope="module")
def endless_engine(endless_share: Path) -> TransformersEngine:
    return load_engine(find_model_files(endless_share / "inference" / "model.json"), lambda _: None)


def answer(engine: TransformersEngine, question: str, which: Which, sampling: Sampling = GREEDY) -> str:
    return "".join(engine.generate([{"role": "user", "content": question}], which, sampling, threading.Event()))


@pytest.mark.parametrize("which", ["base", "tuned"])
def test_every_held_out_question_is_answered_exactly(engine, held_out, which: Which) -> None:
    assert [answer(engine, each["question"], which) for each in held_out] == [each[which] for each in held_out]


def test_temperature_zero_gives_the_same_answer_every_time(engine, held_out) -> None:
    assert len({answer(engine, held_out[0]["question"], "tuned") for _ in range(5)}) == 1


def test_a_high_temperature_gives_different_answers(engine, held_out) -> None:
    hot = Sampling(top_p=1.0, temperature=2.0, top_k=0, max_new_tokens=32)
    assert len({answer(engine, held_out[0]["question"], "tuned", hot) for _ in range(5)}) > 1


def test_concurrent_calls_never_get_the_other_model(engine, held_out) -> None:
    wanted: list[Which] = ["base", "tuned"] * 12
    random.Random(1).shuffle(wanted)
    question = held_out[0]["question"]
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = list(pool.map(lambda which: answer(engine, question, which), wanted))
    assert answers == [held_out[0][which] for which in wanted]


def both(engine: TransformersEngine, question: str, sampling: Sampling = GREEDY, seed: int = 0) -> dict[str, str]:
    texts = {"base": "", "tuned": ""}
    messages = [{"role": "user", "content": question}]
    for which, piece in engine.compare(messages, sampling, seed, threading.Event()):
        texts[which] += piece
    return texts


@pytest.mark.parametrize("batched", [True, False])
def test_comparing_answers_held_out_questions_as_each_model_does(engine, held_out, monkeypatch, batched: bool) -> None:
    monkeypatch.setattr(engine, "_takes_mixed_batches", lambda: batched)
    for each in held_out[:6]:
        assert both(engine, each["question"]) == {"base": each["base"], "tuned": each["tuned"]}


def test_the_sample_adapter_is_one_that_mixes_with_its_base_in_a_batch(engine) -> None:
    assert engine._takes_mixed_batches()


def test_a_comparison_with_the_same_seed_comes_out_the_same(engine, held_out) -> None:
    hot = Sampling(top_p=1.0, temperature=2.0, top_k=0, max_new_tokens=16)
    question = held_out[0]["question"]
    assert both(engine, question, hot, seed=7) == both(engine, question, hot, seed=7)
    assert len({both(engine, question, hot, seed)["tuned"] for seed in range(5)}) > 1


def test_comparisons_and_single_answers_at_once_never_get_the_other_model(engine, held_out) -> None:
    each = held_out[0]
    with ThreadPoolExecutor(max_workers=4) as pool:
        compared = [pool.submit(both, engine, each["question"]) for _ in range(6)]
        tuned = [pool.submit(answer, engine, each["question"], "tuned") for _ in range(6)]
        base = [pool.submit(answer, engine, each["question"], "base") for _ in range(6)]
    assert all(one.result() == {"base": each["base"], "tuned": each["tuned"]} for one in compared)
    assert {one.result() for one in tuned} == {each["tuned"]}
    assert {one.result() for one in base} == {each["base"]}


def test_a_comparison_ends_within_a_few_tokens_of_being_stopped(endless_engine, caplog) -> None:
    caplog.set_level("INFO")
    unbounded = Sampling(top_p=1.0, temperature=0.0, top_k=0, max_new_tokens=MAX_NEW_TOKENS)
    pieces = endless_engine.compare([{"role": "user", "content": "Hello"}], unbounded, 0, threading.Event())
    next(pieces)
    pieces.close()
    outcome = caplog.messages[-1].split()
    assert outcome[:5] == ["base", "and", "tuned:", "stopped", "after"]
    assert int(outcome[5]) < 2 * FEW_TOKENS


def test_max_new_tokens_ends_an_answer_that_has_no_end(endless_engine) -> None:
    short = Sampling(top_p=1.0, temperature=0.0, top_k=0, max_new_tokens=3)
    long = Sampling(top_p=1.0, temperature=0.0, top_k=0, max_new_tokens=40)
    question = "Where does a fox live?"
    assert len(answer(endless_engine, question, "tuned", short)) < len(answer(endless_engine, question, "tuned", long))


@pytest.mark.parametrize("by", ["closing the iterator", "setting stop"])
def test_generation_ends_within_a_few_tokens_of_being_stopped(endless_engine, caplog, by: str) -> None:
    caplog.set_level("INFO")
    stop = threading.Event()
    unbounded = Sampling(top_p=1.0, temperature=0.0, top_k=0, max_new_tokens=MAX_NEW_TOKENS)
    pieces = endless_engine.generate([{"role": "user", "content": "Hello"}], "tuned", unbounded, stop)
    next(pieces)
    if by == "setting stop":
        stop.set()
        list(pieces)
    else:
        pieces.close()
    outcome = caplog.messages[-1].split()
    assert outcome[:3] == ["tuned:", "stopped", "after"]
    assert int(outcome[3]) < FEW_TOKENS


def test_the_model_answers_again_after_a_stop(engine, held_out) -> None:
    pieces = engine.generate([{"role": "user", "content": held_out[0]["question"]}], "tuned", GREEDY, threading.Event())
    next(pieces)
    pieces.close()
    assert answer(engine, held_out[0]["question"], "tuned") == held_out[0]["tuned"]


def test_a_text_longer_than_the_model_reads_is_refused(engine) -> None:
    with pytest.raises(BadInput, match="this model reads fewer than 2048"):
        answer(engine, "fox " * 3000, "tuned")


def test_an_error_inside_generation_reaches_the_caller(engine, monkeypatch) -> None:
    def explode(**_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(engine._model, "generate", explode)
    with pytest.raises(RuntimeError, match="out of order"):
        answer(engine, "Hello", "tuned")
