"""Azure's own Python clients manage what is there; every answer is held to its published shape."""

import pytest
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from conftest import Account
from local_azure import SUBSCRIPTION
from management import Management


def test_the_account_knows_its_tenant_its_subscription_and_its_regions(management: Management) -> None:
    [subscription] = management.subscriptions.subscriptions.list()
    assert subscription.subscription_id == SUBSCRIPTION
    assert management.subscriptions.subscriptions.get(SUBSCRIPTION).display_name == subscription.display_name
    tenants = {tenant.display_name: tenant.tenant_id for tenant in management.subscriptions.tenants.list()}
    assert list(tenants) == ["Sample tenant", "Partner tenant", "Sandbox tenant"]
    assert tenants["Sample tenant"] == subscription.tenant_id
    names = [
        location.name for location in management.subscriptions.subscriptions.list_locations(SUBSCRIPTION)
    ]
    assert "eastus" in names


def test_providers_are_registered_and_name_their_types(management: Management) -> None:
    namespaces = {provider.namespace for provider in management.resources.providers.list()}
    assert {
        "Microsoft.App",
        "Microsoft.Storage",
        "Microsoft.OperationalInsights",
        "Microsoft.Resources",
    } <= namespaces
    provider = management.resources.providers.register("Microsoft.App")
    assert provider.registration_state == "Registered"
    types = management.resources.provider_resource_types.list("Microsoft.App").value
    assert "containerApps" in [entry.resource_type for entry in types]


def test_a_resource_group_is_made_changed_and_deleted(management: Management) -> None:
    groups = management.resources.resource_groups
    made = groups.create_or_update("rg-short-lived", {"location": "westus2", "tags": {"team": "a"}})
    assert (made.location, made.tags) == ("westus2", {"team": "a"})
    assert groups.update("rg-short-lived", {"tags": {"team": "b"}}).tags == {"team": "b"}
    assert groups.check_existence("rg-short-lived")
    [found] = groups.list(filter="tagName eq 'team' and tagValue eq 'b'")
    assert found.name == "rg-short-lived"
    groups.begin_delete("rg-short-lived").result()
    assert not groups.check_existence("rg-short-lived")
    with pytest.raises(ResourceNotFoundError) as missing:
        groups.get("rg-short-lived")
    assert missing.value.error.code == "ResourceGroupNotFound"


def test_an_account_has_keys_signatures_and_shares(
    management: Management, group: str, account: Account
) -> None:
    accounts = management.storage.storage_accounts
    assert accounts.get_properties(group, account.name).provisioning_state == "Succeeded"
    assert account.name in [entry.name for entry in accounts.list_by_resource_group(group)]
    assert account.name in [entry.name for entry in accounts.list()]
    assert not accounts.check_name_availability(
        {"name": account.name, "type": "Microsoft.Storage/storageAccounts"}
    ).name_available
    wanted = {
        "signedServices": "f",
        "signedResourceTypes": "sco",
        "signedPermission": "rl",
        "signedExpiry": "2099-01-01T00:00:00Z",
    }
    assert "sig=" in accounts.list_account_sas(group, account.name, wanted).account_sas_token
    changed = accounts.update(group, account.name, {"tags": {"team": "a"}})
    assert changed.tags == {"team": "a"}


def test_shares_are_made_on_the_control_plane_too(
    management: Management, group: str, account: Account
) -> None:
    shares = management.storage.file_shares
    properties = {"properties": {"shareQuota": 5, "metadata": {"a": "b"}}}
    assert shares.create(group, account.name, "by-arm", properties).share_quota == 5
    assert shares.get(group, account.name, "by-arm").metadata == {"a": "b"}
    assert "by-arm" in [share.name for share in shares.list(group, account.name)]
    service = management.storage.file_services.get_service_properties(group, account.name)
    assert service.name == "default"
    shares.delete(group, account.name, "by-arm")
    with pytest.raises(ResourceNotFoundError) as missing:
        shares.get(group, account.name, "by-arm")
    assert missing.value.error.code == "ShareNotFound"


def test_a_workspace_has_an_id_and_keys(management: Management, group: str) -> None:
    workspaces = management.logs.workspaces
    body = {"location": "eastus", "properties": {"sku": {"name": "PerGB2018"}}}
    made = workspaces.begin_create_or_update(group, "logs", body).result()
    assert made.provisioning_state == "Succeeded"
    assert made.customer_id
    assert management.logs.shared_keys.get_shared_keys(group, "logs").primary_shared_key
    assert "logs" in [entry.name for entry in workspaces.list_by_resource_group(group)]
    workspaces.begin_delete(group, "logs", force=True).result()
    with pytest.raises(ResourceNotFoundError) as missing:
        workspaces.get(group, "logs")
    assert missing.value.error.code == "ResourceNotFound"


def test_the_generic_lists_hold_every_resource(management: Management, group: str, account: Account) -> None:
    resources = management.resources.resources
    filtered = resources.list_by_resource_group(
        group, filter="resourceType eq 'Microsoft.Storage/storageAccounts'", expand="createdTime,changedTime"
    )
    assert [entry.name for entry in filtered] == [account.name]
    assert account.name in [entry.name for entry in resources.list()]


def test_refusals_carry_code_and_message(management: Management, group: str, account: Account) -> None:
    accounts = management.storage.storage_accounts
    wanted = {"location": "eastus", "sku": {"name": "Standard_LRS"}, "kind": "StorageV2"}
    with pytest.raises(HttpResponseError) as name:
        accounts.begin_create(group, "UPPER", wanted)
    assert (name.value.status_code, name.value.error.code) == (400, "AccountNameInvalid")
    management.resources.resource_groups.create_or_update("rg-other", {"location": "eastus"})
    with pytest.raises(ResourceExistsError) as taken:
        accounts.begin_create("rg-other", account.name, wanted)
    assert taken.value.error.code == "StorageAccountInAnotherResourceGroup"
    with pytest.raises(ResourceNotFoundError) as missing:
        accounts.get_properties(group, "nosuchaccount")
    assert missing.value.error.code == "ResourceNotFound"
    assert "nosuchaccount" in missing.value.error.message
