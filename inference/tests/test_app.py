from datetime import UTC, datetime

import pytest
from running_app import REPLICA, RunningApp

LONGEST_ANSWER = 1024
# One caller is answered, twenty wait; Gradio may have taken one more off the queue already.
CALLERS_THAT_FIT = (20, 21, 22)
LOG_TIMEOUT_S = 10


@pytest.fixture
def sample(apps: dict[str, RunningApp]) -> RunningApp:
    apps["sample"].settle()
    return apps["sample"]


@pytest.fixture
def endless(apps: dict[str, RunningApp]) -> RunningApp:
    apps["endless"].settle()
    return apps["endless"]


@pytest.fixture
def without_adapter(apps: dict[str, RunningApp]) -> RunningApp:
    apps["without adapter"].settle()
    return apps["without adapter"]


def test_the_port_answers_before_anything_heavy_is_imported(sample: RunningApp) -> None:
    assert sample.first_health
    assert sample.first_health.status_code == 200
    assert sample.phases[0] == "importing"


def test_a_browser_that_comes_too_early_is_told_to_come_back(sample: RunningApp) -> None:
    assert sample.first_page
    assert sample.first_page.status_code == 503
    assert sample.first_page.headers["refresh"] == "2"


def test_readyz_walks_through_the_phases_in_order_and_is_200_only_at_the_end(sample: RunningApp) -> None:
    order = ["importing", "loading-base", "loading-adapter", "ready"]
    assert sample.phases == [phase for phase in order if phase in sample.phases]
    assert sample.statuses == {phase: 200 if phase == "ready" else 503 for phase in sample.phases}


def test_readyz_proves_which_model_is_loaded(sample: RunningApp) -> None:
    report = sample.http.get("/readyz").json()
    assert report["base"] == "slipway-sample-base"
    assert len(report["adapterSha256"]) == 64
    assert (report["device"], report["dtype"]) in {("cpu", "float32"), ("cuda:0", "bfloat16"), ("cuda:0", "float16")}
    assert report["replica"] == REPLICA
    assert datetime.fromisoformat(report["startedAt"]).tzinfo is UTC
    assert set(report["phaseSeconds"]) == {"importing", "loading-base", "loading-adapter"}


def test_run_generation_answers_a_held_out_question_as_the_tuned_model_does(
    sample: RunningApp, held_out: list[dict[str, str]]
) -> None:
    completed = sample.ask(held_out[0]["question"])
    assert completed["output"]["data"] == [held_out[0]["tuned"]]


def test_compare_answers_with_both_models(sample: RunningApp, held_out: list[dict[str, str]]) -> None:
    completed = sample.ask(held_out[0]["question"], "compare", seed=7)
    assert completed["output"]["data"] == [{"base": held_out[0]["base"], "tuned": held_out[0]["tuned"]}]
    refused = sample.ask(held_out[0]["question"], "compare", seed=-1)
    assert refused["output"]["error"].endswith("seed must be a whole number from 0 to 4294967295.")


def test_an_answer_arrives_in_pieces_that_only_ever_grow(sample: RunningApp, held_out: list[dict[str, str]]) -> None:
    session, _ = sample.join(held_out[1]["question"])
    with sample.listen(session) as messages:
        pieces = [message["output"]["data"] for message in messages if message["msg"] == "process_generating"]
    whole, *additions = (piece[0] for piece in pieces)
    assert len(additions) > 2
    for addition in additions:
        assert [change[0] for change in addition] == ["append"]
        whole += addition[0][2]
    assert whole == held_out[1]["tuned"]


@pytest.mark.parametrize(
    ("text", "settings", "sentence"),
    [
        (" ", {}, "Write something first: the text is empty."),
        ("a" * 32_001, {}, "The text is too long: at most 32000 characters are read."),
        ("Hello", {"top_p": 1.5}, "top_p must be a number from 0 to 1."),
        ("Hello", {"max_new_tokens": 0}, "max_new_tokens must be a whole number from 1 to 1024."),
        ("fox " * 3000, {}, "this model reads fewer than 2048."),
    ],
)
def test_a_call_out_of_bounds_is_refused_with_a_sentence(
    sample: RunningApp, text: str, settings: dict[str, float], sentence: str
) -> None:
    completed = sample.ask(text, **settings)
    assert completed["success"] is False
    assert completed["output"]["error"].endswith(sentence)


def test_the_page_is_served_and_loads_nothing_from_another_host(sample: RunningApp) -> None:
    page = sample.http.get("/")
    assert page.status_code == 200
    assert 'src="http' not in page.text
    assert 'rel="stylesheet" href="http' not in page.text


def test_generation_stops_when_the_caller_goes_away(endless: RunningApp) -> None:
    session, _ = endless.join("Where does a fox live?", max_new_tokens=LONGEST_ANSWER)
    with endless.listen(session) as messages:
        next(message for message in messages if message["msg"] == "process_generating")
    outcomes = []

    def ended() -> bool:
        outcomes[:] = [line for line in endless.lines if line.startswith("tuned:")]
        return bool(outcomes)

    endless.wait_for(ended, LOG_TIMEOUT_S)
    assert outcomes[0].startswith("tuned: stopped after")


def test_a_caller_too_many_is_turned_away_at_once(endless: RunningApp) -> None:
    session, _ = endless.join("Where does a fox live?", max_new_tokens=LONGEST_ANSWER)
    with endless.listen(session) as messages:
        next(message for message in messages if message["msg"] == "process_generating")
        answers = [endless.join("Hello", max_new_tokens=1)[1] for _ in range(max(CALLERS_THAT_FIT) + 1)]
    accepted = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(accepted) in CALLERS_THAT_FIT
    assert len(accepted) + len(refused) == len(answers)


def test_without_its_adapter_the_app_stays_up_and_says_what_is_missing(without_adapter: RunningApp) -> None:
    assert without_adapter.http.get("/healthz").status_code == 200
    answer = without_adapter.http.get("/readyz")
    assert answer.status_code == 503
    report = answer.json()
    assert report["phase"] == "failed"
    assert report["reason"] == "The adapter is missing: there is no folder at ../models/adapter."
    assert report["action"].startswith("Upload the adapter")


def test_a_call_to_an_app_that_failed_to_load_hears_the_reason(without_adapter: RunningApp) -> None:
    completed = without_adapter.ask("Hello")
    assert completed["output"]["error"].startswith("The adapter is missing")
