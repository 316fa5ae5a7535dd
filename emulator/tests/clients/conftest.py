"""One local Azure for the whole run, seeded with the sample, and a storage account and fresh shares in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from azure.storage.fileshare import ShareClient, ShareServiceClient

from local_azure import ROOT, LocalAzure, local_azure
from management import Management

GROUP = "rg-clients"
ACCOUNT = "clientsaccount"


@dataclass
class Account:
    """A storage account: `url` ends in its name, `key` is its first key."""

    name: str
    key: str
    url: str

    def service(self) -> ShareServiceClient:
        return ShareServiceClient(self.url, credential=self.key, retry_total=0)


@pytest.fixture(scope="session")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAzure]:
    seed = str(ROOT / "infra" / "local-azure.seed.json")
    with local_azure(tmp_path_factory.mktemp("local-azure"), "--seed", seed) as running:
        yield running


@pytest.fixture(scope="session")
def management(azure: LocalAzure) -> Management:
    return Management(azure.url)


@pytest.fixture(scope="session")
def group(management: Management) -> str:
    management.resources.resource_groups.create_or_update(GROUP, {"location": "eastus"})
    return GROUP


@pytest.fixture(scope="session")
def account(management: Management, group: str) -> Account:
    wanted = {"location": "eastus", "sku": {"name": "Standard_LRS"}, "kind": "StorageV2"}
    made = management.storage.storage_accounts.begin_create(group, ACCOUNT, wanted).result()
    [first, _second] = management.storage.storage_accounts.list_keys(group, ACCOUNT).keys_property
    return Account(ACCOUNT, first.value, made.primary_endpoints.file.rstrip("/"))


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return count(1)


@pytest.fixture
def share(account: Account, numbers: Iterator[int]) -> ShareClient:
    return account.service().create_share(f"share-{next(numbers)}")
