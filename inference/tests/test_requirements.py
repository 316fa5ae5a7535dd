import re
from importlib.metadata import distribution, requires

from conftest import INFERENCE
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINNED = re.compile(r"^[A-Za-z0-9-]+==[\w.]+( ; python_version >= \"[\d.]+\")?$")
LINES = [line for line in (INFERENCE / "requirements.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
PINS = {canonicalize_name(Requirement(line).name): Requirement(line) for line in LINES}


def needed_by(name: str) -> set[str]:
    """The names that a package asks for on the Python that runs this."""
    asked = (Requirement(text) for text in requires(name) or [])
    return {canonicalize_name(each.name) for each in asked if not each.marker or each.marker.evaluate({"extra": ""})}


def test_every_package_is_pinned_to_one_version() -> None:
    assert [line for line in LINES if not PINNED.match(line)] == []


def test_torch_and_its_drivers_are_left_to_the_image() -> None:
    assert [name for name in PINS if name.startswith(("torch", "nvidia", "triton", "cuda"))] == []


def test_the_list_is_complete_because_it_is_installed_without_dependencies() -> None:
    here = [name for name, pin in PINS.items() if not pin.marker or pin.marker.evaluate()]
    missing = {need for name in here for need in needed_by(name)} - set(PINS) - {"torch"}
    assert missing == set()


def test_the_tests_run_on_the_pinned_versions() -> None:
    here = [pin for pin in PINS.values() if not pin.marker or pin.marker.evaluate()]
    assert [str(pin) for pin in here if not pin.specifier.contains(distribution(pin.name).version)] == []
