"""What the program stands on: models that are the recorded ones, packages whose digests are locked and licences known."""

import json
import re
from pathlib import Path

import pytest

from copydesk import digests
from copydesk.errors import DamagedModel

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def record():
    """The recorded digests; no check is remembered."""
    digests.check_model.cache_clear()
    yield json.loads((ROOT / "src" / "copydesk" / digests.RECORD).read_text())
    digests.check_model.cache_clear()


def test_every_recorded_model_is_the_one_that_is_installed(record):
    assert record["language"] and record["light"]
    for name in record:
        digests.check_model(name)


@pytest.mark.parametrize(("found", "told"), [("0" * 64, "not the one that was recorded"), (None, "is not there")])
def test_another_file_is_told(record, monkeypatch, found, told):
    monkeypatch.setattr(digests, "digest_of", lambda name, path: found)
    with pytest.raises(DamagedModel, match=told):
        digests.check_model("language")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_locked_with_its_digests(name):
    lock = (ROOT / name).read_text()
    pinned = re.split(r"^(?=[\w.\[\]-]+==)", lock, flags=re.M)[1:]
    assert len(pinned) > 20
    assert all("--hash=sha256:" in one for one in pinned)


def test_the_bill_of_materials_names_every_locked_package():
    bill = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text())
    named = {(one["name"].lower(), one["version"]) for one in bill["components"]}
    locked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.M)
    assert bill["bomFormat"] == "CycloneDX"
    assert {(name.lower(), version) for name, version in locked} - named == set()
