"""The official management clients; only their connection is changed, so that it leads to loopback."""

import json
import time
from typing import Any

from azure.core.credentials import AccessToken
from azure.core.pipeline.transport import RequestsTransport
from azure.mgmt.appcontainers import ContainerAppsAPIClient
from azure.mgmt.loganalytics import LogAnalyticsManagementClient
from azure.mgmt.resource.deployments import DeploymentsMgmtClient
from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.resource.subscriptions import SubscriptionClient
from azure.mgmt.storage import StorageManagementClient

from local_azure import SUBSCRIPTION
from published import hold_to_published_shape

PUBLIC = "https://management.azure.com"
POLL_INTERVAL_S = 0.05


class AnyToken:
    """A credential whose token means nothing: it is taken and ignored."""

    def get_token(self, *_scopes: str, **_kwargs: Any) -> AccessToken:
        return AccessToken("ignored", int(time.time()) + 3600)


class LoopbackTransport(RequestsTransport):
    """Sends what is meant for the public cloud to `url`, and says in headers what it was meant for.

    Every answer with a body is held to its published shape, whoever asked.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: Any, **kwargs: Any) -> Any:
        asked = request.url
        request.url = asked.replace(PUBLIC, self._url)
        request.headers["x-forwarded-proto"] = "https"
        request.headers["x-forwarded-host"] = PUBLIC.removeprefix("https://")
        response = super().send(request, **kwargs)
        # A poller goes on from the address that was asked.
        request.url = asked
        if response.body():
            assert response.headers["content-type"].startswith("application/json"), response.headers
            hold_to_published_shape(request.method, asked, response.status_code, json.loads(response.body()))
        return response


class Management:
    """One client of each kind."""

    def __init__(self, url: str) -> None:
        def options() -> dict[str, Any]:
            return {
                "transport": LoopbackTransport(url),
                "polling_interval": POLL_INTERVAL_S,
                "retry_total": 0,
            }

        token = AnyToken()
        self.subscriptions = SubscriptionClient(token, **options())
        self.resources = ResourceManagementClient(token, SUBSCRIPTION, **options())
        self.deployments = DeploymentsMgmtClient(token, SUBSCRIPTION, **options())
        self.apps = ContainerAppsAPIClient(token, SUBSCRIPTION, **options())
        self.storage = StorageManagementClient(token, SUBSCRIPTION, **options())
        self.logs = LogAnalyticsManagementClient(token, SUBSCRIPTION, **options())
