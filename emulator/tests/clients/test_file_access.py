"""Signatures made by the official Python client, and moves and copies within an account."""

from datetime import UTC, datetime, timedelta

import pytest
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError
from azure.storage.fileshare import (
    AccessPolicy,
    AccountSasPermissions,
    FileSasPermissions,
    ResourceTypes,
    ShareClient,
    ShareFileClient,
    ShareSasPermissions,
    ShareServiceClient,
    generate_account_sas,
    generate_file_sas,
    generate_share_sas,
)

from conftest import Account


def in_an_hour() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


def test_a_wrong_key_is_refused(account: Account) -> None:
    wrong = ShareServiceClient(account.url, credential="d3Jvbmc=", retry_total=0)
    with pytest.raises(ClientAuthenticationError) as refused:
        list(wrong.list_shares())
    assert (refused.value.status_code, refused.value.error_code) == (403, "AuthenticationFailed")


def test_an_account_signature_opens_what_it_names_and_nothing_else(
    share: ShareClient, account: Account
) -> None:
    reading = generate_account_sas(
        account.name,
        account.key,
        ResourceTypes(service=True, container=True, object=True),
        AccountSasPermissions(read=True, list=True),
        in_an_hour(),
    )
    service = ShareServiceClient(account.url, credential=reading, retry_total=0)
    assert share.share_name in [entry.name for entry in service.list_shares()]
    with pytest.raises(HttpResponseError) as refused:
        service.create_share("not-allowed")
    assert refused.value.status_code == 403
    assert refused.value.error_code == "AuthorizationPermissionMismatch"


def test_a_share_signature_opens_its_share(share: ShareClient, account: Account) -> None:
    writing = generate_share_sas(
        account.name,
        share.share_name,
        account.key,
        permission=ShareSasPermissions(read=True, write=True, create=True, list=True, delete=True),
        expiry=in_an_hour(),
    )
    signed = ShareClient(account.url, share.share_name, credential=writing, retry_total=0)
    signed.get_file_client("by-signature.txt").upload_file(b"signed")
    assert [entry.name for entry in signed.list_directories_and_files()] == ["by-signature.txt"]
    other = account.service().create_share(f"{share.share_name}-other")
    with pytest.raises(HttpResponseError) as refused:
        list(ShareClient(account.url, other.share_name, credential=writing).list_directories_and_files())
    assert refused.value.status_code == 403


def test_a_file_signature_opens_its_file_and_overrides_headers(share: ShareClient, account: Account) -> None:
    share.get_file_client("shown.txt").upload_file(b"shown")
    reading = generate_file_sas(
        account.name,
        share.share_name,
        ["shown.txt"],
        account.key,
        permission=FileSasPermissions(read=True),
        expiry=in_an_hour(),
        content_disposition="attachment; filename=shown.txt",
    )
    signed = ShareFileClient(account.url, share.share_name, "shown.txt", credential=reading, retry_total=0)
    download = signed.download_file()
    assert download.readall() == b"shown"
    assert download.properties.content_settings.content_disposition == "attachment; filename=shown.txt"


def test_a_signature_that_has_run_out_opens_nothing(share: ShareClient, account: Account) -> None:
    past = generate_share_sas(
        account.name,
        share.share_name,
        account.key,
        permission=ShareSasPermissions(read=True, list=True),
        expiry=datetime.now(UTC) - timedelta(hours=1),
    )
    with pytest.raises(ClientAuthenticationError) as refused:
        list(ShareClient(account.url, share.share_name, credential=past).list_directories_and_files())
    assert refused.value.error_code == "AuthenticationFailed"


def test_a_stored_policy_gives_a_signature_its_rights(share: ShareClient, account: Account) -> None:
    policy = AccessPolicy(permission=ShareSasPermissions(read=True, list=True), expiry=in_an_hour())
    share.set_share_access_policy({"readers": policy})
    assert [entry.id for entry in share.get_share_access_policy()["signed_identifiers"]] == ["readers"]
    by_policy = generate_share_sas(account.name, share.share_name, account.key, policy_id="readers")
    signed = ShareClient(account.url, share.share_name, credential=by_policy, retry_total=0)
    assert list(signed.list_directories_and_files()) == []


def test_a_copy_within_the_account_is_done_at_once(share: ShareClient) -> None:
    source = share.get_file_client("source.txt")
    source.upload_file(b"to be copied", metadata={"from": "here"})
    copy = share.get_file_client("copy.txt")
    assert copy.start_copy_from_url(source.url)["copy_status"] == "success"
    assert copy.download_file().readall() == b"to be copied"
    assert copy.get_file_properties().copy.status == "success"


def test_a_rename_moves_content_and_properties(share: ShareClient) -> None:
    file = share.get_file_client("old name.txt")
    file.upload_file(b"moved", metadata={"kept": "yes"})
    renamed = file.rename_file("new name.txt")
    assert renamed.download_file().readall() == b"moved"
    assert renamed.get_file_properties().metadata == {"kept": "yes"}
    assert not file.exists()
    share.create_directory("old").get_file_client("inner").upload_file(b"inner")
    moved = share.get_directory_client("old").rename_directory("new")
    assert moved.get_file_client("inner").download_file().readall() == b"inner"
