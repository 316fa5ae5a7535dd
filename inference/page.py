"""The Gradio page and its API. Importing this module costs seconds: only the loading thread does."""

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import gradio as gr
from fastapi import FastAPI

from engine import Message, Which
from loading import Loading, NotReady
from sampling import (
    MAX_NEW_TOKENS,
    MAX_SEED,
    MAX_TEMPERATURE,
    MAX_TOP_K,
    BadInput,
    Sampling,
    check_sampling,
    check_seed,
)

MAX_TEXT_CHARACTERS = 32_000
# One queue for every function that reaches the model: it can answer only one at a time.
MODEL_QUEUE = "model"
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


def build_site(loading: Loading, max_waiting: int) -> FastAPI:
    """A FastAPI app with the page at `/` and the APIs `run_generation` and `compare`; one caller too many gets 503."""
    with gr.Blocks(title="Fine-tuned model", analytics_enabled=False) as page:
        _lay_out(loading)
    page.queue(max_size=max_waiting, default_concurrency_limit=1)
    return gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        page,
        path="/",
        show_error=False,  # the text of an unexpected error may hold paths
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        footer_links=["api"],
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
    )


def _lay_out(loading: Loading) -> None:
    def run_generation(
        user_text: str,
        top_p: float = 0.95,
        temperature: float = 0.3,
        top_k: int = 50,
        max_new_tokens: int = 64,
    ) -> Iterator[str]:
        """Answers with the fine-tuned model, as far as the answer has come."""
        yield from _answer(loading, "tuned", user_text, top_p, temperature, top_k, max_new_tokens)

    def compare(
        user_text: str,
        top_p: float = 0.95,
        temperature: float = 0.3,
        top_k: int = 50,
        max_new_tokens: int = 64,
        seed: int = 0,
    ) -> Iterator[dict[str, str]]:
        """Answers with the base model and with the fine-tuned one; the same seed gives the same answers."""
        yield from _both_answers(loading, seed, user_text, top_p, temperature, top_k, max_new_tokens)

    def ask_tuned(*inputs: object) -> Iterator[str]:
        yield from _answer(loading, "tuned", *inputs)

    def ask_base(*inputs: object) -> Iterator[str]:
        yield from _answer(loading, "base", *inputs)

    def ask_both(*inputs: object) -> Iterator[tuple[str, str]]:
        for texts in _both_answers(loading, secrets.randbelow(MAX_SEED), *inputs):
            yield texts["base"], texts["tuned"]

    gr.Markdown("# Fine-tuned model\nAsk it something, and ask the base model the same to see what the tuning did.")
    user_text = gr.Textbox(label="Your text", lines=3, autofocus=True)
    with gr.Row():
        tuned_button = gr.Button("Ask the fine-tuned model", variant="primary")
        base_button = gr.Button("Ask the base model")
        both_button = gr.Button("Ask both")
        stop_button = gr.Button("Stop")
    with gr.Row():
        tuned_answer = gr.Textbox(label="Fine-tuned model", lines=6, interactive=False)
        base_answer = gr.Textbox(label="Base model", lines=6, interactive=False)
    with gr.Accordion("Settings", open=False):
        top_p = gr.Slider(0, 1, 0.95, step=0.01, label="Top p")
        temperature = gr.Slider(0, MAX_TEMPERATURE, 0.3, step=0.01, label="Temperature (0 is always the same answer)")
        top_k = gr.Slider(0, MAX_TOP_K, 50, step=1, label="Top k (0 is no limit)")
        max_new_tokens = gr.Slider(1, MAX_NEW_TOKENS, 64, step=1, label="Longest answer, in tokens")
    inputs = [user_text, top_p, temperature, top_k, max_new_tokens]
    one_at_a_time = {"concurrency_id": MODEL_QUEUE, "concurrency_limit": 1}
    private = {"api_visibility": "private", "show_progress": "minimal"}
    asked = [
        gr.on([tuned_button.click, user_text.submit], ask_tuned, inputs, tuned_answer, **one_at_a_time, **private),
        base_button.click(ask_base, inputs, base_answer, **one_at_a_time, **private),
        both_button.click(ask_both, inputs, [base_answer, tuned_answer], **one_at_a_time, **private),
    ]
    stop_button.click(None, cancels=asked, **private)
    gr.api(run_generation, api_name="run_generation", **one_at_a_time)
    gr.api(compare, api_name="compare", **one_at_a_time)


def _answer(loading: Loading, which: Which, user_text: object, *settings: object) -> Iterator[str]:
    """The whole answer so far, again and again; closing this iterator stops the model."""

    def answer(messages: list[Message], sampling: Sampling, stop: threading.Event) -> Iterator[str]:
        text = ""
        for piece in loading.engine().generate(messages, which, sampling, stop):
            text += piece
            yield text

    yield from _asked(answer, user_text, settings)


def _both_answers(loading: Loading, seed: object, user_text: object, *settings: object) -> Iterator[dict[str, str]]:
    """Both answers so far, `base` and `tuned`; closing this iterator stops the model."""

    def answer(messages: list[Message], sampling: Sampling, stop: threading.Event) -> Iterator[dict[str, str]]:
        texts = {"base": "", "tuned": ""}
        for which, piece in loading.engine().compare(messages, sampling, check_seed(seed), stop):
            texts[which] += piece
            yield dict(texts)

    yield from _asked(answer, user_text, settings)


def _asked(
    answer: Callable[[list[Message], Sampling, threading.Event], Iterator[Answer]],
    user_text: object,
    settings: tuple[object, ...],
) -> Iterator[Answer]:
    """Checks what is asked and tells in Gradio's way what goes wrong."""
    stop = threading.Event()
    try:
        if not isinstance(user_text, str) or not user_text.strip():
            raise BadInput("Write something first: the text is empty.")
        if len(user_text) > MAX_TEXT_CHARACTERS:
            raise BadInput(f"The text is too long: at most {MAX_TEXT_CHARACTERS} characters are read.")
        yield from answer([{"role": "user", "content": user_text}], check_sampling(*settings), stop)
    except (BadInput, NotReady) as problem:
        raise gr.Error(str(problem), print_exception=False) from None
    except Exception as error:
        log.exception("generation failed")
        raise gr.Error(
            "The model could not finish this answer. The console log says why.", print_exception=False
        ) from error
    finally:
        stop.set()
