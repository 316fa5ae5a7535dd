"""Template deployments through Azure's own Python client."""

import json
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

from local_azure import ROOT
from management import Management

SAMPLE_GROUP = "rg-sample-finetuning"
PARAMETERS = {"maximumInstanceCount": {"value": 1}, "defaultCommands": {"value": ["exit 0"]}}


def template(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "infra" / "provision" / f"{name}.json").read_text())


def deployment_of(body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"mode": "Incremental", "template": body, "parameters": parameters}}


@pytest.fixture(scope="module")
def deployed(management: Management, group: str) -> str:
    """The templates of the repository, one after the other, as AI Toolkit deploys them."""
    deployments = management.deployments.deployments
    for name, names in (("finetuning", ["maximumInstanceCount"]), ("inference", list(PARAMETERS))):
        parameters = {key: PARAMETERS[key] for key in names}
        if name == "inference":
            # Nothing needs to run: its image is never there.
            parameters["acaAppName"] = {"value": "fault-pull-fail"}
        body = deployment_of(template(name), parameters)
        done = deployments.begin_create_or_update(group, name, body).result()
        assert done.properties.provisioning_state == "Succeeded"
    return "inference"


def test_a_deployment_says_what_it_made_and_puts_out(
    management: Management, group: str, deployed: str
) -> None:
    done = management.deployments.deployments.get(group, deployed)
    assert done.properties.outputs["ACA_APP_NAME"] == {"type": "String", "value": "fault-pull-fail"}
    assert any("/containerApps/fault-pull-fail" in made.id for made in done.properties.output_resources)
    operations = list(management.deployments.deployment_operations.list(group, deployed))
    assert {operation.properties.provisioning_state for operation in operations} == {"Succeeded"}
    one = management.deployments.deployment_operations.get(group, deployed, operations[0].operation_id)
    assert one.operation_id == operations[0].operation_id


def test_the_seeded_group_holds_a_finished_deployment(management: Management) -> None:
    listed = management.deployments.deployments.list_by_resource_group(SAMPLE_GROUP)
    assert [(entry.name, entry.properties.provisioning_state) for entry in listed] == [
        ("finetuning", "Succeeded")
    ]
    assert management.deployments.deployments.check_existence(SAMPLE_GROUP, "finetuning")
    exported = management.deployments.deployments.export_template(SAMPLE_GROUP, "finetuning")
    assert exported.template["resources"]


def test_what_if_sees_no_change_in_what_was_just_deployed(
    management: Management, group: str, deployed: str
) -> None:
    parameters = {**PARAMETERS, "acaAppName": {"value": "fault-pull-fail"}}
    body = deployment_of(template("inference"), parameters)
    result = management.deployments.deployments.begin_what_if(group, deployed, body).result()
    assert result.status == "Succeeded"
    named = {change.resource_id.split("/")[-1]: change.change_type for change in result.changes}
    assert named["fault-pull-fail"] == "NoChange"
    assert set(named.values()) <= {"NoChange", "Ignore"}


def test_a_template_is_validated_without_being_deployed(management: Management, group: str) -> None:
    body = deployment_of(template("finetuning"), {"maximumInstanceCount": PARAMETERS["maximumInstanceCount"]})
    result = management.deployments.deployments.begin_validate(group, "checked", body).result()
    assert result.properties.provisioning_state == "Succeeded"
    with pytest.raises(ResourceNotFoundError) as missing:
        management.deployments.deployments.get(group, "checked")
    assert missing.value.error.code == "DeploymentNotFound"


def test_a_template_with_a_mistake_is_refused_with_its_reason(management: Management, group: str) -> None:
    deployments = management.deployments.deployments
    body = deployment_of(template("finetuning"), {})
    with pytest.raises(HttpResponseError) as refused:
        deployments.begin_create_or_update(group, "mistaken", body)
    assert refused.value.status_code == 400
    assert refused.value.error.code == "InvalidTemplate"
    assert "maximumInstanceCount" in refused.value.error.message


def test_a_deployment_is_deleted(management: Management, group: str) -> None:
    deployments = management.deployments.deployments
    empty = {"$schema": template("finetuning")["$schema"], "contentVersion": "1.0.0.0", "resources": []}
    deployments.begin_create_or_update(group, "to-delete", deployment_of(empty, {})).result()
    with pytest.raises(HttpResponseError) as refused:
        deployments.cancel(group, "to-delete")
    assert refused.value.status_code == 409
    deployments.begin_delete(group, "to-delete").result()
    assert not deployments.check_existence(group, "to-delete")


def test_a_template_has_a_hash(management: Management) -> None:
    result = management.deployments.deployments.calculate_template_hash(template("finetuning"))
    assert result.template_hash.isdigit()
