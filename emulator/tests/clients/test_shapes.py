"""The checker itself: what it lets pass, and what it names."""

import pytest
from azure.mgmt.appcontainers.models import ContainerApp, Ingress, Usage
from azure.mgmt.resource.deployments.models import DeploymentOperation
from azure.mgmt.resource.resources.models import ResourceGroup
from azure.mgmt.storage.models import FileShare

from shapes import PageOf, problems

GROUP = {"id": "/subscriptions/s/resourceGroups/g", "name": "g", "location": "eastus"}


def test_an_answer_as_it_is_published_has_no_problems() -> None:
    body = {**GROUP, "properties": {"provisioningState": "Succeeded"}, "tags": {"a": "b"}, "managedBy": None}
    assert list(problems(body, ResourceGroup)) == []
    assert list(problems({"value": [body], "nextLink": "https://next"}, PageOf(ResourceGroup))) == []


@pytest.mark.parametrize(
    ("body", "model", "problem"),
    [
        ({**GROUP, "colour": "red"}, ResourceGroup, ".colour is not a field of ResourceGroup"),
        ({"id": "x", "name": "g"}, ResourceGroup, ".location is missing, and ResourceGroup requires it"),
        ({**GROUP, "tags": []}, ResourceGroup, ".tags is [], not an object"),
        ({**GROUP, "tags": {"a": 1}}, ResourceGroup, ".tags.a is 1, not of type str"),
        ([], ResourceGroup, " is [], not a ResourceGroup"),
        ({"transport": "AUTO"}, Ingress, ".transport is 'AUTO', which IngressTransportMethod does not know"),
        ({"external": "true"}, Ingress, ".external is 'true', not of type bool"),
        ({"targetPort": True}, Ingress, ".targetPort is True, not of type int"),
        ({"traffic": {}}, Ingress, ".traffic is {}, not a list"),
        (
            {"location": "eastus", "properties": {"template": {"scale": {"minReplicas": 1.5}}}},
            ContainerApp,
            ".properties.template.scale.minReplicas is 1.5, not of type int",
        ),
        (
            {"properties": {"timestamp": "yesterday"}},
            DeploymentOperation,
            ".properties.timestamp is 'yesterday', not a date and time",
        ),
        (
            {"properties": {"nextAllowedQuotaDowngradeTime": "2026-11-21T00:00:00Z"}},
            FileShare,
            ".properties.nextAllowedQuotaDowngradeTime is '2026-11-21T00:00:00Z', not a date of HTTP",
        ),
        ({"list": []}, PageOf(Usage), "the answer is no page with a list called value"),
        ({"value": [], "count": 0}, PageOf(Usage), ".count is not a field of a page"),
        ({"value": [], "nextLink": "/relative"}, PageOf(Usage), ".nextLink is no address"),
    ],
)
def test_what_differs_is_named_with_its_place(body: object, model: object, problem: str) -> None:
    assert problem in list(problems(body, model))
