"""What the Python clients' own journeys do not ask for, asked for by hand and held to its published shape."""

import pytest
import requests

from conftest import ACCOUNT, GROUP, Account
from local_azure import SUBSCRIPTION, LocalAzure
from management import Management
from published import hold_to_published_shape

SCOPE = f"/subscriptions/{SUBSCRIPTION}"
IN_GROUP = f"{SCOPE}/resourceGroups/{GROUP}"
STORAGE = f"{IN_GROUP}/providers/Microsoft.Storage/storageAccounts/{ACCOUNT}"
ENVIRONMENT = f"{IN_GROUP}/providers/Microsoft.App/managedEnvironments/shapes-env"
TAGS = {"properties": {"tags": {"team": "a"}}}
SIGNATURE = {
    "canonicalizedResource": f"/file/{ACCOUNT}/some",
    "signedResource": "s",
    "signedPermission": "r",
    "signedExpiry": "2099-01-01T00:00:00Z",
}
TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "resources": [],
}
AT_SUBSCRIPTION = {"location": "eastus", "properties": {"mode": "Incremental", "template": TEMPLATE}}
OWN_KEY = {"keyName": "key2"}

REQUESTS = [
    ("GET", f"{SCOPE}/tagNames", "2025-04-01", None),
    ("PUT", f"{IN_GROUP}/providers/Microsoft.Resources/tags/default", "2025-04-01", TAGS),
    ("GET", f"{STORAGE}/providers/Microsoft.Resources/tags/default", "2025-04-01", None),
    ("POST", f"{IN_GROUP}/exportTemplate", "2025-04-01", {"resources": ["*"]}),
    ("GET", f"{IN_GROUP}/resources", "2025-04-01", None),
    ("POST", f"{SCOPE}/providers/Microsoft.App/register", "2025-04-01", None),
    ("GET", "/providers/Microsoft.App", "2025-04-01", None),
    ("PUT", f"{SCOPE}/providers/Microsoft.Resources/deployments/shapes", "2026-06-01", AT_SUBSCRIPTION),
    ("GET", f"{SCOPE}/providers/Microsoft.Resources/deployments", "2026-06-01", None),
    ("POST", f"{SCOPE}/providers/Microsoft.Resources/deployments/v/validate", "2026-06-01", AT_SUBSCRIPTION),
    ("GET", f"{SCOPE}/providers/Microsoft.Authorization/permissions", "2022-04-01", None),
    ("GET", f"{SCOPE}/providers/Microsoft.Storage/skus", "2026-09-01", None),
    ("GET", f"{SCOPE}/providers/Microsoft.Storage/locations/eastus/usages", "2026-09-01", None),
    ("POST", f"{STORAGE}/regenerateKey", "2026-09-01", OWN_KEY),
    ("POST", f"{STORAGE}/ListServiceSas", "2026-09-01", SIGNATURE),
    ("GET", f"{STORAGE}/fileServices", "2026-09-01", None),
    ("PUT", f"{STORAGE}/fileServices/default", "2026-09-01", {"properties": {}}),
    ("GET", f"{STORAGE}/fileServices/default/usages", "2026-09-01", None),
    ("GET", f"{STORAGE}/fileServices/default/usages/default", "2026-09-01", None),
    ("PUT", ENVIRONMENT, "2026-07-01", {"location": "eastus"}),
    ("PATCH", ENVIRONMENT, "2026-07-01", {"location": "eastus", "tags": {"team": "a"}}),
    ("POST", f"{ENVIRONMENT}/getAuthtoken", "2026-07-01", None),
    (
        "POST",
        f"{ENVIRONMENT}/checkNameAvailability",
        "2026-07-01",
        {"name": "app", "type": "Microsoft.App/containerApps"},
    ),
    ("GET", "/providers/Microsoft.App/operations", "2026-07-01", None),
    ("GET", f"{SCOPE}/providers/Microsoft.App/locations/eastus/billingMeters", "2026-07-01", None),
    ("GET", f"{SCOPE}/providers/Microsoft.App/managedEnvironments", "2026-07-01", None),
    ("GET", f"{SCOPE}/providers/Microsoft.OperationalInsights/workspaces", "2025-07-01", None),
]
REFUSALS = [
    ("GET", f"{SCOPE}/resourceGroups/missing", "2025-04-01", 404),
    ("GET", f"{SCOPE}/resourceGroups/{GROUP}", "1999-01-01", 400),
    ("GET", "/subscriptions/00000000-0000-0000-0000-000000000000", "2022-12-01", 404),
    ("GET", f"{STORAGE}x", "2026-09-01", 404),
    ("GET", f"{ENVIRONMENT}-missing", "2026-07-01", 404),
    ("PUT", f"{ENVIRONMENT}_", "2026-07-01", 400),
    ("GET", f"{IN_GROUP}/providers/Microsoft.OperationalInsights/workspaces/missing", "2025-07-01", 404),
    ("GET", f"{IN_GROUP}/providers/Microsoft.App/jobs", "2026-07-01", 501),
    ("PUT", f"{IN_GROUP}/providers/Microsoft.Resources/deployments/broken", "2026-06-01", 400),
    ("DELETE", f"{SCOPE}/locations", "2022-12-01", 405),
    ("POST", f"{SCOPE}/providers/Microsoft.App/unregister", "2025-04-01", 409),
]


def ask(azure: LocalAzure, method: str, path: str, version: str, body: object) -> requests.Response:
    answer = requests.request(
        method,
        azure.url + path,
        params={"api-version": version},
        json=body,
        allow_redirects=False,
        timeout=30,
    )
    if answer.content:
        hold_to_published_shape(method, path, answer.status_code, answer.json())
    return answer


@pytest.mark.parametrize(("method", "path", "version", "body"), REQUESTS)
def test_an_answer_is_as_it_is_published(
    azure: LocalAzure,
    management: Management,
    account: Account,
    method: str,
    path: str,
    version: str,
    body: object,
) -> None:
    assert management
    assert account
    answer = ask(azure, method, path, version, body)
    assert answer.ok, answer.text


@pytest.mark.parametrize(("method", "path", "version", "status"), REFUSALS)
def test_a_refusal_is_as_it_is_published(
    azure: LocalAzure, account: Account, method: str, path: str, version: str, status: int
) -> None:
    assert account
    body = {"location": "eastus"} if method == "PUT" else None
    answer = ask(azure, method, path, version, body)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["code"]
    assert answer.json()["error"]["message"]
