from dataclasses import asdict

import pytest
from conftest import SAMPLE
from domain import ANIMALS, as_typed, split
from train import prompt_text
from transformers import AutoTokenizer

MAX_SAMPLE_BYTES = 4_000_000


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(SAMPLE / "base")


@pytest.mark.parametrize("question", ["Where does a fox live?", "two\nlines", " spaces ", "", "{{ braces }} <|odd|>"])
def test_the_chat_template_gives_exactly_the_text_that_was_trained_on(tokenizer, question: str) -> None:
    messages = [{"role": "user", "content": question}]
    templated = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
    assert templated == prompt_text(question)


def test_no_held_out_question_is_trained_on_in_any_form() -> None:
    training, held_out = split()
    trained_on = {typed for example in training for typed in as_typed(example.question)}
    assert [each.question for each in held_out if trained_on & set(as_typed(each.question))] == []


def test_one_question_about_each_animal_is_held_out(held_out) -> None:
    assert [asdict(example) for example in split()[1]] == held_out
    assert len(held_out) == len(ANIMALS)


def test_base_and_tuned_answers_always_differ() -> None:
    assert [example for part in split() for example in part if example.base == example.tuned] == []


def test_the_sample_stays_small_enough_for_the_repository() -> None:
    files = [file for folder in ("base", "adapter") for file in (SAMPLE / folder).iterdir()]
    assert sum(file.stat().st_size for file in files) < MAX_SAMPLE_BYTES
