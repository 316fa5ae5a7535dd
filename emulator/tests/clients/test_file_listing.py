"""Directories, names and listings, through the official Python client."""

import pytest
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.storage.fileshare import ShareClient

from conftest import Account

ODD_NAMES = [
    "a b+c é%.txt",
    "100%25.txt",
    "semi;colon,comma.txt",
    "日本語.txt",
    "#hash&and=.txt",
    "'quoted'.txt",
]


def test_shares_are_listed_with_what_they_carry(share: ShareClient, account: Account) -> None:
    share.set_share_metadata({"team": "b"})
    share.set_share_quota(3)
    listed = {entry.name: entry for entry in account.service().list_shares(include_metadata=True)}
    found = listed[share.share_name]
    assert (found.metadata, found.quota) == ({"team": "b"}, 3)
    with pytest.raises(ResourceExistsError) as exists:
        share.create_share()
    assert exists.value.error_code == "ShareAlreadyExists"
    properties = share.get_share_properties()
    assert properties.quota == 3
    assert share.get_share_stats() >= 0


def test_a_listing_tells_files_from_directories_and_carries_the_extended_information(
    share: ShareClient,
) -> None:
    share.create_directory("folder")
    share.get_file_client("file.txt").upload_file(b"12345")
    entries = {
        e.name: e
        for e in share.list_directories_and_files(
            include=["timestamps", "ETag", "Attributes"], include_extended_info=True
        )
    }
    assert entries["folder"].is_directory
    assert not entries["file.txt"].is_directory
    assert entries["file.txt"].size == 5
    assert entries["file.txt"].file_id
    assert entries["file.txt"].last_write_time is not None


def test_pages_of_a_listing_go_on_where_the_last_one_ended(share: ShareClient) -> None:
    for number in range(7):
        share.get_file_client(f"file-{number}").create_file(0)
    pages = [
        [entry.name for entry in page]
        for page in share.list_directories_and_files(results_per_page=3, name_starts_with="file-").by_page()
    ]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [name for page in pages for name in page] == [f"file-{number}" for number in range(7)]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_stay_as_they_are(share: ShareClient, name: str) -> None:
    directory = share.create_directory(f"dir {name}")
    directory.get_file_client(name).upload_file(name.encode())
    assert [entry.name for entry in directory.list_directories_and_files()] == [name]
    assert directory.get_file_client(name).download_file().readall() == name.encode()


def test_a_directory_with_content_is_not_deleted(share: ShareClient) -> None:
    directory = share.create_directory("full")
    directory.get_file_client("file").upload_file(b"x")
    with pytest.raises(HttpResponseError) as refused:
        directory.delete_directory()
    assert (refused.value.status_code, refused.value.error_code) == (409, "DirectoryNotEmpty")
    directory.get_file_client("file").delete_file()
    directory.delete_directory()
    with pytest.raises(ResourceNotFoundError):
        directory.get_directory_properties()


def test_directories_keep_metadata_and_times(share: ShareClient) -> None:
    directory = share.create_directory("kept", metadata={"a": "1"})
    directory.set_directory_metadata({"b": "2"})
    directory.set_http_headers(
        file_attributes="Directory", file_last_write_time="2024-05-06T07:08:09.1234567Z"
    )
    properties = directory.get_directory_properties()
    assert properties.metadata == {"b": "2"}
    assert str(properties.last_write_time).startswith("2024-05-06 07:08:09")


@pytest.mark.parametrize("name", ["con\\trol", "a" * 256])
def test_names_that_windows_has_not_or_that_are_too_long_are_refused(share: ShareClient, name: str) -> None:
    with pytest.raises(HttpResponseError) as refused:
        share.get_directory_client(name).create_directory()
    assert refused.value.status_code in (400, 404)
    assert refused.value.error_code


def test_a_share_that_is_gone_is_not_found(share: ShareClient) -> None:
    share.delete_share()
    with pytest.raises(ResourceNotFoundError) as gone:
        share.get_share_properties()
    assert gone.value.error_code in ("ShareNotFound", "ShareBeingDeleted")
