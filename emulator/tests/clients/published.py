"""Which published model describes which answer of the control plane."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from azure.mgmt.appcontainers import models as app
from azure.mgmt.loganalytics import models as logs
from azure.mgmt.resource.deployments import models as deployment
from azure.mgmt.resource.resources import models as resource
from azure.mgmt.resource.subscriptions import models as subscription
from azure.mgmt.storage import models as storage

from shapes import Fields, PageOf, problems

SUBSCRIPTION = "/subscriptions/[^/]+"
GROUP = f"{SUBSCRIPTION}/resourcegroups/[^/]+"
DEPLOYMENT = f"{GROUP}/providers/microsoft.resources/deployments/[^/]+"
APPS = f"{GROUP}/providers/microsoft.app/containerapps"
ENVIRONMENTS = f"{GROUP}/providers/microsoft.app/managedenvironments"
ACCOUNTS = f"{GROUP}/providers/microsoft.storage/storageaccounts"
WORKSPACES = f"{GROUP}/providers/microsoft.operationalinsights/workspaces"
APP_LOCATION = f"{SUBSCRIPTION}/providers/microsoft.app/locations/[^/]+"

"""No package among these describes it: https://learn.microsoft.com/rest/api/authorization/permissions"""
PERMISSION = Fields(
    actions=list[str],
    notActions=list[str],
    dataActions=list[str],
    notDataActions=list[str],
    condition=str | None,
    conditionVersion=str | None,
)
ANY = "GET|PUT|PATCH|POST"
"""Method, path in lower case, and what a success is; the first that fits counts."""
RULES: list[tuple[str, str, Any]] = [
    ("GET", "/tenants", PageOf(subscription.TenantIdDescription)),
    ("GET", "/subscriptions", PageOf(subscription.Subscription)),
    ("GET", SUBSCRIPTION, subscription.Subscription),
    ("GET", f"{SUBSCRIPTION}/locations", PageOf(subscription.Location)),
    ("GET", f"{SUBSCRIPTION}/providers", PageOf(resource.Provider)),
    ("GET", f"({SUBSCRIPTION})?/providers/[^/]+", resource.Provider),
    ("POST", f"{SUBSCRIPTION}/providers/[^/]+/(un)?register", resource.Provider),
    ("GET", f"{SUBSCRIPTION}/providers/[^/]+/resourcetypes", PageOf(resource.ProviderResourceType)),
    ("GET", f"{SUBSCRIPTION}/resourcegroups", PageOf(resource.ResourceGroup)),
    (ANY, GROUP, resource.ResourceGroup),
    ("POST", f"{GROUP}/exporttemplate", resource.ResourceGroupExportResult),
    ("GET", f"({SUBSCRIPTION}|{GROUP})/resources", PageOf(resource.GenericResourceExpanded)),
    ("GET", f"{SUBSCRIPTION}/tagnames", PageOf(resource.TagDetails)),
    (ANY, ".*/providers/microsoft.resources/tags/default", resource.TagsResource),
    ("GET", f"{GROUP}/providers/microsoft.resources/deployments", PageOf(deployment.DeploymentExtended)),
    ("POST", f"{DEPLOYMENT}/validate", deployment.DeploymentValidateResult),
    ("POST", f"{DEPLOYMENT}/whatif", deployment.WhatIfOperationResult),
    ("POST", f"{DEPLOYMENT}/exporttemplate", deployment.DeploymentExportResult),
    (
        "GET",
        f"{SUBSCRIPTION}/providers/microsoft.resources/deployments",
        PageOf(deployment.DeploymentExtended),
    ),
    ("PUT", f"{SUBSCRIPTION}/providers/microsoft.resources/deployments/[^/]+", deployment.DeploymentExtended),
    (
        "POST",
        f"{SUBSCRIPTION}/providers/microsoft.resources/deployments/[^/]+/validate",
        deployment.DeploymentValidateResult,
    ),
    ("GET", ".*/providers/microsoft.authorization/permissions", PageOf(PERMISSION)),
    ("POST", "/providers/microsoft.resources/calculatetemplatehash", deployment.TemplateHashResult),
    ("GET|PUT", DEPLOYMENT, deployment.DeploymentExtended),
    ("GET", f"{GROUP}/deployments/[^/]+/operations", PageOf(deployment.DeploymentOperation)),
    ("GET", f"{GROUP}/deployments/[^/]+/operations/[^/]+", deployment.DeploymentOperation),
    ("GET", "/providers/microsoft.app/operations", PageOf(app.OperationDetail)),
    ("GET", f"({SUBSCRIPTION}|{GROUP})/providers/microsoft.app/containerapps", PageOf(app.ContainerApp)),
    (ANY, f"{APPS}/[^/]+(/start|/stop)?", app.ContainerApp),
    ("POST", f"{APPS}/[^/]+/listsecrets", app.SecretsCollection),
    ("POST", f"{APPS}/[^/]+/getauthtoken", app.ContainerAppAuthToken),
    ("POST", f"{APPS}/[^/]+/listcustomhostnameanalysis", app.CustomHostnameAnalysisResult),
    ("GET", f"{APPS}/[^/]+/revisions", PageOf(app.Revision)),
    ("GET", f"{APPS}/[^/]+/revisions/[^/]+", app.Revision),
    ("POST", f"{APPS}/[^/]+/revisions/[^/]+/(activate|deactivate|restart)", str),
    ("GET", f"{APPS}/[^/]+/revisions/[^/]+/replicas", PageOf(app.Replica)),
    ("GET", f"{APPS}/[^/]+/revisions/[^/]+/replicas/[^/]+", app.Replica),
    (
        "GET",
        f"({SUBSCRIPTION}|{GROUP})/providers/microsoft.app/managedenvironments",
        PageOf(app.ManagedEnvironment),
    ),
    (ANY, f"{ENVIRONMENTS}/[^/]+", app.ManagedEnvironment),
    ("POST", f"{ENVIRONMENTS}/[^/]+/getauthtoken", app.EnvironmentAuthToken),
    ("POST", f"{ENVIRONMENTS}/[^/]+/checknameavailability", app.CheckNameAvailabilityResponse),
    ("GET", f"{ENVIRONMENTS}/[^/]+/usages", PageOf(app.Usage)),
    ("GET", f"{ENVIRONMENTS}/[^/]+/workloadprofilestates", PageOf(app.WorkloadProfileStates)),
    ("GET", f"{ENVIRONMENTS}/[^/]+/storages", app.ManagedEnvironmentStoragesCollection),
    ("GET|PUT", f"{ENVIRONMENTS}/[^/]+/storages/[^/]+", app.ManagedEnvironmentStorage),
    ("GET", f"{APP_LOCATION}/usages", PageOf(app.Usage)),
    ("GET", f"{APP_LOCATION}/billingmeters", app.BillingMeterCollection),
    (
        "GET",
        f"{APP_LOCATION}/availablemanagedenvironmentsworkloadprofiletypes",
        PageOf(app.AvailableWorkloadProfile),
    ),
    (
        "GET",
        f"({SUBSCRIPTION}|{GROUP})/providers/microsoft.storage/storageaccounts",
        PageOf(storage.StorageAccount),
    ),
    (ANY, f"{ACCOUNTS}/[^/]+", storage.StorageAccount),
    ("POST", f"{ACCOUNTS}/[^/]+/(listkeys|regeneratekey)", storage.StorageAccountListKeysResult),
    ("POST", f"{ACCOUNTS}/[^/]+/listaccountsas", storage.ListAccountSasResponse),
    ("POST", f"{ACCOUNTS}/[^/]+/listservicesas", storage.ListServiceSasResponse),
    ("GET", f"{ACCOUNTS}/[^/]+/fileservices", storage.FileServiceItems),
    ("GET|PUT", f"{ACCOUNTS}/[^/]+/fileservices/default", storage.FileServiceProperties),
    ("GET", f"{ACCOUNTS}/[^/]+/fileservices/default/shares", PageOf(storage.FileShareItem)),
    (ANY, f"{ACCOUNTS}/[^/]+/fileservices/default/shares/[^/]+", storage.FileShare),
    ("GET", f"{ACCOUNTS}/[^/]+/fileservices/default/usages", PageOf(storage.FileServiceUsage)),
    ("GET", f"{ACCOUNTS}/[^/]+/fileservices/default/usages/default", storage.FileServiceUsage),
    (
        "POST",
        f"{SUBSCRIPTION}/providers/microsoft.storage/checknameavailability",
        storage.CheckNameAvailabilityResult,
    ),
    ("GET", f"{SUBSCRIPTION}/providers/microsoft.storage/skus", PageOf(storage.SkuInformation)),
    ("GET", f"{SUBSCRIPTION}/providers/microsoft.storage/locations/[^/]+/usages", PageOf(storage.Usage)),
    (
        "GET",
        f"({SUBSCRIPTION}|{GROUP})/providers/microsoft.operationalinsights/workspaces",
        PageOf(logs.Workspace),
    ),
    (ANY, f"{WORKSPACES}/[^/]+", logs.Workspace),
    ("POST", f"{WORKSPACES}/[^/]+/(sharedkeys|regeneratesharedkey)", logs.SharedKeys),
]

"""What `Azure-AsyncOperation` leads to: the operation, whatever it is about."""
OPERATION = Fields(
    id=str | None,
    name=str | None,
    status=str,
    startTime=datetime | None,
    endTime=datetime | None,
    percentComplete=float | None,
    error=resource.ErrorResponse | None,
    properties=dict | None,
)
OPERATION_PATH = "/[a-z]*operationstatuses/[^/]+$"
RESULT_PATH = "/([a-z]*operationresults|asyncoperations)/[^/]+$"

ERRORS = {
    "microsoft.app": app.ErrorResponse,
    "microsoft.storage": storage.CloudError,
    "microsoft.operationalinsights": logs.ErrorResponse,
}


"""Where the service itself answers something else than is published of it, and why that is known."""
KNOWN = {
    # The older descriptions leave the features of a workspace open, and every recorded answer has these two.
    r".*\.properties\.features\.(legacy|searchVersion) is not a field of WorkspaceFeatures",
    # ARM answers [null] for types that have no region of their own, in every recorded deployment.
    r".*\.providers\[\d+\]\.resourceTypes\[\d+\]\.locations\[0\] is None, not of type str",
}


def hold_to_published_shape(method: str, url: str, status: int, body: Any) -> None:
    """Raises AssertionError with all that differs; an answer whose shape is not known is a difference."""
    path = re.sub("/+", "/", urlsplit(url).path.lower())
    found = [
        problem for problem in problems(body, _model(method, path, status, body)) if not _is_known(problem)
    ]
    assert found == [], "\n".join([f"{status} to {method} {path}", *found])


def _model(method: str, path: str, status: int, body: Any) -> Any:
    if status >= 400:
        namespaces = re.findall("/providers/([^/]+)", path)
        return ERRORS.get(namespaces[-1] if namespaces else "", resource.CloudError)
    if re.search(OPERATION_PATH, path):
        return OPERATION
    if re.search(RESULT_PATH, path):
        # A resource, which says itself where it is found, or what a what-if found out.
        return _rule("GET", body["id"].lower()) if "id" in body else deployment.WhatIfOperationResult
    return _rule(method, path)


def _rule(method: str, path: str) -> Any:
    for methods, pattern, model in RULES:
        if method in methods.split("|") and re.fullmatch(pattern, path):
            return model
    raise AssertionError(f"No shape is known for the answer to {method} {path}")


def _is_known(problem: str) -> bool:
    return any(re.fullmatch(pattern, problem) for pattern in KNOWN)
