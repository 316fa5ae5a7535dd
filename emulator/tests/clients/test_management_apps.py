"""Container apps through Azure's own Python client, with a replica that really runs."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

from management import Management

PATIENCE_S = 30
POLL_INTERVAL_S = 0.1
ENVIRONMENT = "clients-env"
APP = "clients-app"


def eventually(check: Callable[[], Any]) -> Any:
    """What `check` answers as soon as it answers something true."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = check()
        if found:
            return found
        time.sleep(POLL_INTERVAL_S)
    raise AssertionError("It did not happen in time.")


@pytest.fixture(scope="module")
def environment(management: Management, group: str) -> str:
    body = {
        "location": "eastus",
        "properties": {"workloadProfiles": [{"name": "Consumption", "workloadProfileType": "Consumption"}]},
    }
    return management.apps.managed_environments.begin_create_or_update(group, ENVIRONMENT, body).result().id


@pytest.fixture(scope="module")
def app(management: Management, group: str, environment: str) -> Iterator[str]:
    container = {
        "name": "web",
        "image": "docker.io/library/python:3.11",
        "command": ["/bin/bash", "-c", "exec python3 -m http.server --bind 127.0.0.1 $GRADIO_SERVER_PORT"],
        "env": [{"name": "GREETING", "secretRef": "greeting"}],
    }
    body = {
        "location": "eastus",
        "properties": {
            "environmentId": environment,
            "configuration": {
                "secrets": [{"name": "greeting", "value": "hello"}],
                "ingress": {"external": True, "targetPort": 8000, "transport": "auto"},
            },
            "template": {"containers": [container], "scale": {"minReplicas": 1, "maxReplicas": 1}},
        },
    }
    made = management.apps.container_apps.begin_create_or_update(group, APP, body).result()
    assert made.provisioning_state == "Succeeded"
    yield APP
    management.apps.container_apps.begin_delete(group, APP).result()
    with pytest.raises(ResourceNotFoundError):
        management.apps.container_apps.get(group, APP)


def test_an_app_has_a_revision_with_a_running_replica(management: Management, group: str, app: str) -> None:
    [revision] = management.apps.container_apps_revisions.list_revisions(group, app)
    assert revision.active
    replicas = management.apps.container_apps_revision_replicas

    def running() -> Any:
        found = replicas.list_replicas(group, app, revision.name).value
        return [entry for entry in found if entry.running_state == "Running"]

    [replica] = eventually(running)
    assert [container.name for container in replica.containers] == ["web"]
    assert replicas.get_replica(group, app, revision.name, replica.name).name == replica.name
    assert (
        management.apps.container_apps_revisions.get_revision(group, app, revision.name).name == revision.name
    )


def test_a_restart_puts_a_new_replica_in_the_place_of_the_old_one(
    management: Management, group: str, app: str
) -> None:
    replicas = management.apps.container_apps_revision_replicas
    revision = management.apps.container_apps.get(group, app).latest_revision_name

    def names() -> set[str]:
        return {replica.name for replica in replicas.list_replicas(group, app, revision).value}

    before = eventually(names)
    management.apps.container_apps_revisions.restart_revision(group, app, revision)
    eventually(lambda: names() and before.isdisjoint(names()))


def test_secrets_are_told_to_who_asks_for_them_alone(management: Management, group: str, app: str) -> None:
    assert [secret.value for secret in management.apps.container_apps.list_secrets(group, app).value] == [
        "hello"
    ]
    shown = management.apps.container_apps.get(group, app)
    assert [(secret.name, secret.value) for secret in shown.configuration.secrets] == [("greeting", None)]
    assert management.apps.container_apps.get_auth_token(group, app).token


def test_an_app_is_changed_stopped_and_started(management: Management, group: str, app: str) -> None:
    apps = management.apps.container_apps
    patch = {"location": "eastus", "tags": {"team": "a"}}
    apps.begin_update(group, app, patch).result()
    assert apps.get(group, app).tags == {"team": "a"}
    apps.begin_stop(group, app).result()
    assert apps.get(group, app).running_status == "Stopped"
    apps.begin_start(group, app).result()
    assert apps.get(group, app).running_status == "Running"
    assert app in [entry.name for entry in apps.list_by_resource_group(group)]
    assert app in [entry.name for entry in apps.list_by_subscription()]


def test_the_environment_tells_its_profiles_and_what_is_in_use(
    management: Management, group: str, environment: str
) -> None:
    environments = management.apps.managed_environments
    assert environments.get(group, ENVIRONMENT).id == environment
    assert ENVIRONMENT in [entry.name for entry in environments.list_by_resource_group(group)]
    assert ENVIRONMENT in [entry.name for entry in environments.list_by_subscription()]
    assert list(environments.list_workload_profile_states(group, ENVIRONMENT)) is not None
    assert list(management.apps.managed_environment_usages.list(group, ENVIRONMENT))
    assert list(management.apps.usages.list("eastus"))
    assert list(management.apps.available_workload_profiles.get("eastus"))


def test_a_share_is_mounted_into_the_environment(
    management: Management, group: str, environment: str, account: Any, share: Any
) -> None:
    assert environment
    storages = management.apps.managed_environments_storages
    azure_file = {
        "accountName": account.name,
        "accountKey": account.key,
        "shareName": share.share_name,
        "accessMode": "ReadWrite",
    }
    storages.create_or_update(group, ENVIRONMENT, "files", {"properties": {"azureFile": azure_file}})
    shown = storages.get(group, ENVIRONMENT, "files")
    assert shown.properties.azure_file.share_name == share.share_name
    assert shown.properties.azure_file.account_key is None
    assert [entry.name for entry in storages.list(group, ENVIRONMENT).value] == ["files"]
    storages.delete(group, ENVIRONMENT, "files")


def test_refusals_carry_code_and_message(management: Management, group: str, environment: str) -> None:
    body = {
        "location": "eastus",
        "properties": {
            "environmentId": f"{environment}-missing",
            "template": {"containers": [{"name": "web", "image": "python"}]},
        },
    }
    with pytest.raises(HttpResponseError) as refused:
        management.apps.container_apps.begin_create_or_update(group, "homeless", body)
    assert refused.value.status_code in (400, 404)
    assert refused.value.error.code
    assert refused.value.error.message
    with pytest.raises(ResourceNotFoundError) as missing:
        management.apps.container_apps.get(group, "no-such-app")
    assert missing.value.error.code == "ResourceNotFound"
