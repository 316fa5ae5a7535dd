import base64

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from key_guard import KeyGuard
from server import build_server
from settings import read_settings

KEY = "k3y-of-the-endpoint"


def basic(password: str, user: str = "anyone") -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def client() -> TestClient:
    async def page(_: Request) -> PlainTextResponse:
        return PlainTextResponse("in")

    site = Starlette(routes=[Route("/", page), Route("/healthz", page), Route("/healthz/more", page)])
    return TestClient(KeyGuard(site, KEY))


@pytest.mark.parametrize("header", [f"Bearer {KEY}", f"bearer {KEY}", basic(KEY), basic(KEY, "")])
def test_who_knows_the_key_gets_in(client: TestClient, header: str) -> None:
    assert client.get("/", headers={"authorization": header}).text == "in"


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", KEY, f"Digest {KEY}", basic("wrong"), "Basic ?", f"Basic {KEY}"],
)
def test_anyone_else_is_asked_for_it(client: TestClient, header: str | None) -> None:
    answer = client.get("/", headers={} if header is None else {"authorization": header})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic realm=")
    assert KEY not in answer.text


def test_probes_need_no_key_and_nothing_hides_below_their_path(client: TestClient) -> None:
    assert client.get("/healthz").text == "in"
    assert client.get("/healthz/more").status_code == 401


def test_the_app_asks_for_the_key_of_its_environment_alone() -> None:
    settings = read_settings({"INFERENCE_API_KEY": KEY})
    assert settings.api_key == KEY
    assert KEY not in repr(settings)
    assert read_settings({"INFERENCE_API_KEY": ""}).api_key is None


def test_the_server_guards_readiness_too() -> None:
    server = build_server(read_settings({"INFERENCE_API_KEY": KEY}))
    client = TestClient(server)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 401
    assert client.get("/readyz", headers={"authorization": f"Bearer {KEY}"}).status_code == 503
