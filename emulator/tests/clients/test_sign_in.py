"""Clients that know nothing of the local Azure: public addresses, real tokens, TLS, and a proxy between."""

from collections.abc import Iterator

import pytest
from azure.core.credentials import TokenCredential
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ClientSecretCredential, ManagedIdentityCredential
from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.storage import StorageManagementClient
from azure.storage.fileshare import ShareServiceClient

from local_azure import SUBSCRIPTION, LocalAzure, local_azure
from management import POLL_INTERVAL_S, AnyToken

TENANT = "5a3b1e00-0000-4000-8000-000000000001"
APPLICATION = "11111111-1111-4111-8111-111111111111"
GROUP = "rg-public"


@pytest.fixture(scope="module")
def public_azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAzure]:
    with local_azure(tmp_path_factory.mktemp("public-azure"), "--tls", "--strict") as running:
        yield running


@pytest.fixture(autouse=True)
def way_there(public_azure: LocalAzure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", public_azure.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(public_azure.folder / "data" / "tls" / "ca.pem"))


def application() -> ClientSecretCredential:
    return ClientSecretCredential(TENANT, APPLICATION, "any secret")


def make_group(credential: TokenCredential) -> str:
    client = ResourceManagementClient(credential, SUBSCRIPTION, retry_total=0)
    return client.resource_groups.create_or_update(GROUP, {"location": "eastus"}).name


def test_an_application_signs_in_with_its_secret() -> None:
    assert make_group(application()) == GROUP


def test_a_managed_identity_signs_in(public_azure: LocalAzure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{public_azure.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "local-azure")
    assert make_group(ManagedIdentityCredential()) == GROUP


def test_a_token_from_elsewhere_is_refused() -> None:
    with pytest.raises(ClientAuthenticationError) as refused:
        make_group(AnyToken())
    assert (refused.value.status_code, refused.value.error.code) == (401, "InvalidAuthenticationToken")


def test_files_are_kept_under_their_public_address() -> None:
    make_group(application())
    storage = StorageManagementClient(application(), SUBSCRIPTION, polling_interval=POLL_INTERVAL_S)
    wanted = {"location": "eastus", "sku": {"name": "Standard_LRS"}, "kind": "StorageV2"}
    account = storage.storage_accounts.begin_create(GROUP, "publicaccount", wanted).result()
    assert account.primary_endpoints.file == "https://publicaccount.file.core.windows.net/"
    key = storage.storage_accounts.list_keys(GROUP, "publicaccount").keys_property[0].value
    share = ShareServiceClient(account.primary_endpoints.file, credential=key).create_share("docs")
    share.get_file_client("note.txt").upload_file(b"over TLS")
    assert share.get_file_client("note.txt").download_file().readall() == b"over TLS"
    by_token = ShareServiceClient(
        account.primary_endpoints.file, credential=application(), token_intent="backup"
    ).get_share_client("docs")
    assert by_token.get_file_client("note.txt").download_file().readall() == b"over TLS"
