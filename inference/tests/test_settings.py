import os
import subprocess
import sys

import pytest
from conftest import INFERENCE

from settings import BadSetting, read_settings


def test_with_nothing_set_it_listens_where_the_ingress_looks() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("0.0.0.0", 7860)
    assert settings.model_file == INFERENCE / "model.json"


def test_gradios_own_variables_say_where_to_listen() -> None:
    settings = read_settings({"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": "8123"})
    assert (settings.host, settings.port) == ("127.0.0.1", 8123)


def test_azures_variable_says_which_replica_this_is() -> None:
    assert read_settings({"CONTAINER_APP_REPLICA_NAME": "app--r1-abc"}).replica == "app--r1-abc"
    assert read_settings({"CONTAINER_APP_REPLICA_NAME": ""}).replica is None


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "http", "78.6"])
def test_a_port_that_cannot_be_is_refused_by_name(port: str) -> None:
    with pytest.raises(BadSetting, match="GRADIO_SERVER_PORT must be a port number"):
        read_settings({"GRADIO_SERVER_PORT": port})


def test_a_bad_setting_ends_the_app_with_one_sentence() -> None:
    environment = {**os.environ, "GRADIO_SERVER_PORT": "http"}
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=INFERENCE, env=environment, capture_output=True, text=True, timeout=30
    )
    assert ended.returncode == 1
    assert ended.stderr == "GRADIO_SERVER_PORT must be a port number from 1 to 65535, not 'http'.\n"
