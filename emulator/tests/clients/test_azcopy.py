"""azcopy copies, synchronises, lists and removes over a signature."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from azure.storage.fileshare import ShareClient, ShareSasPermissions, generate_share_sas

from azcopy import Azcopy
from conftest import Account

COMPLETED = "Completed"
NAMES = ["top.txt", "empty", "a b+c é%.txt", "sub/inner.txt", "sub/deep/日本語.bin"]


@pytest.fixture
def azcopy(tmp_path: Path) -> Azcopy:
    return Azcopy(tmp_path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A tree with odd names, an empty file, a file of more than one range, and times in the past."""
    folder = tmp_path / "source"
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"" if name == "empty" else name.encode() * 10)
    (folder / "big.bin").write_bytes(os.urandom(9 * 1024 * 1024))
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture
def share_url(share: ShareClient, account: Account) -> str:
    signature = generate_share_sas(
        account.name,
        share.share_name,
        account.key,
        permission=ShareSasPermissions.from_string("rwdlc"),
        expiry=datetime.now(UTC) + timedelta(hours=1),
    )
    return f"{share.url}?{signature}"


def below(url: str, path: str) -> str:
    address, signature = url.split("?", 1)
    return f"{address}/{path}?{signature}"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def upload(share: ShareClient, source: Path) -> None:
    for path in sorted(source.rglob("*")):
        name = str(path.relative_to(source))
        if path.is_dir():
            share.create_directory(name)
        else:
            share.get_file_client(name).upload_file(path.read_bytes())


def test_a_tree_goes_up_and_comes_down_byte_for_byte(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str, tmp_path: Path
) -> None:
    job = azcopy.job("copy", f"{source}/*", share_url, "--recursive", "--from-to", "LocalFile")
    assert (job.status, job.failed) == (COMPLETED, 0)
    properties = share.get_file_client("top.txt").get_file_properties()
    assert properties.content_settings.content_type.startswith("text/plain")
    back = tmp_path / "back"
    back.mkdir()
    job = azcopy.job("copy", below(share_url, "*"), str(back), "--recursive", "--from-to", "FileLocal")
    assert (job.status, job.failed) == (COMPLETED, 0)
    assert contents(back) == contents(source)


def test_a_second_sync_sends_nothing_and_a_changed_file_is_sent_alone(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str
) -> None:
    sync = ("sync", str(source), share_url, "--recursive", "--from-to", "LocalFile")
    first = azcopy.job(*sync)
    assert (first.status, first.failed) == (COMPLETED, 0)
    assert first.transferred >= len(contents(source))
    assert azcopy.job(*sync).transferred == 0
    (source / "sub" / "inner.txt").write_bytes(b"changed")
    assert azcopy.job(*sync).transferred == 1
    assert share.get_file_client("sub/inner.txt").download_file().readall() == b"changed"


def test_a_sync_down_brings_what_is_missing_and_removes_what_is_gone(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str, tmp_path: Path
) -> None:
    upload(share, source)
    back = tmp_path / "back"
    back.mkdir()
    (back / "stale.txt").write_text("no longer there")
    sync = (
        "sync",
        share_url,
        str(back),
        "--recursive",
        "--delete-destination=true",
        "--from-to",
        "FileLocal",
    )
    job = azcopy.job(*sync)
    assert (job.status, job.failed, job.deleted) == (COMPLETED, 0, 1)
    assert contents(back) == contents(source)
    assert azcopy.job(*sync).transferred == 0


def test_the_listing_names_every_file_with_its_size(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str
) -> None:
    upload(share, source)
    objects = [
        json.loads(line["MessageContent"])
        for line in azcopy.lines("list", share_url, "--location", "File", "--machine-readable")
        if line["MessageType"] == "ListObject"
    ]
    listed = {
        entry["Path"]: int(entry["ContentLength"]) for entry in objects if not entry["Path"].endswith("/")
    }
    assert listed == {name: len(content) for name, content in contents(source).items()}


def test_a_folder_is_removed_with_all_that_is_in_it(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str
) -> None:
    upload(share, source)
    job = azcopy.job("remove", below(share_url, "sub"), "--recursive", "--from-to", "FileTrash")
    assert (job.status, job.failed) == (COMPLETED, 0)
    assert not share.get_directory_client("sub").exists()
    assert share.get_file_client("top.txt").exists()


def test_a_copy_between_shares_is_made_by_the_service(
    azcopy: Azcopy, source: Path, share: ShareClient, share_url: str, account: Account
) -> None:
    upload(share, source)
    target = account.service().create_share(f"{share.share_name}-copy")
    signature = generate_share_sas(
        account.name,
        target.share_name,
        account.key,
        permission=ShareSasPermissions.from_string("rwdlc"),
        expiry=datetime.now(UTC) + timedelta(hours=1),
    )
    job = azcopy.job(
        "copy", below(share_url, "*"), f"{target.url}?{signature}", "--recursive", "--from-to", "FileFile"
    )
    assert (job.status, job.failed) == (COMPLETED, 0)
    assert target.get_file_client("top.txt").download_file().readall() == (source / "top.txt").read_bytes()
    assert target.get_file_client("big.bin").get_file_properties().size == 9 * 1024 * 1024
