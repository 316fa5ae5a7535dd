"""What the official Python client writes is what it reads."""

import hashlib
import random

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.storage.fileshare import ContentSettings, ShareClient

MIB = 1024 * 1024


def test_a_small_file_comes_back_with_its_properties(share: ShareClient) -> None:
    file = share.get_file_client("note.txt")
    settings = ContentSettings(content_type="text/plain", cache_control="no-cache")
    file.upload_file(b"hello", content_settings=settings, metadata={"team": "a"})
    properties = file.get_file_properties()
    assert properties.size == 5
    assert properties.metadata == {"team": "a"}
    assert properties.content_settings.content_type == "text/plain"
    assert properties.content_settings.cache_control == "no-cache"
    assert file.download_file().readall() == b"hello"


def test_64_mib_arrive_and_come_back_byte_for_byte(share: ShareClient) -> None:
    content = random.Random(1).randbytes(64 * MIB)
    file = share.get_file_client("big.bin")
    file.upload_file(content, max_concurrency=4)
    back = hashlib.sha256()
    for chunk in file.download_file(max_concurrency=4).chunks():
        back.update(chunk)
    assert back.digest() == hashlib.sha256(content).digest()


def test_a_file_without_content_is_a_file(share: ShareClient) -> None:
    file = share.get_file_client("empty")
    file.upload_file(b"")
    assert file.get_file_properties().size == 0
    assert file.download_file().readall() == b""


def test_ranges_are_written_cleared_and_listed(share: ShareClient) -> None:
    file = share.get_file_client("sparse.bin")
    file.create_file(1 * MIB)
    file.upload_range(b"a" * 512, offset=0, length=512)
    file.upload_range(b"b" * 1024, offset=512 * 1024, length=1024)
    assert [entry.start for entry in file.list_ranges()] == [0, 512 * 1024]
    assert file.download_file(offset=512 * 1024, length=2).readall() == b"bb"
    assert file.download_file(offset=512, length=16).readall() == bytes(16)
    file.clear_range(offset=512 * 1024, length=1024)
    assert file.download_file(offset=512 * 1024, length=2).readall() == bytes(2)


def test_a_range_with_a_wrong_md5_is_refused_and_not_written(share: ShareClient) -> None:
    file = share.get_file_client("checked.bin")
    file.create_file(4)
    file.upload_range(b"good", offset=0, length=4, validate_content=True)
    with pytest.raises(HttpResponseError) as refused:
        file.upload_range(b"evil", offset=0, length=4, headers={"Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="})
    assert refused.value.status_code == 400
    assert refused.value.error_code == "Md5Mismatch"
    assert file.download_file(validate_content=True).readall() == b"good"


def test_a_file_grows_and_shrinks(share: ShareClient) -> None:
    file = share.get_file_client("resized.bin")
    file.upload_file(b"0123456789")
    file.resize_file(4)
    assert file.download_file().readall() == b"0123"
    file.resize_file(6)
    assert file.download_file().readall() == b"0123\0\0"


def test_a_range_beyond_the_end_is_refused(share: ShareClient) -> None:
    file = share.get_file_client("short.bin")
    file.upload_file(b"0123")
    with pytest.raises(HttpResponseError) as refused:
        file.download_file(offset=100, length=10).readall()
    assert (refused.value.status_code, refused.value.error_code) == (416, "InvalidRange")


def test_a_file_that_is_not_there_is_named_so(share: ShareClient) -> None:
    with pytest.raises(ResourceNotFoundError) as missing:
        share.get_file_client("missing.txt").get_file_properties()
    assert missing.value.error_code == "ResourceNotFound"
    with pytest.raises(ResourceNotFoundError) as parent:
        share.get_file_client("no-such/file.txt").upload_file(b"x")
    assert parent.value.error_code == "ParentNotFound"
