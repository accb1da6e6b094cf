"""What each artifact is made of, as CycloneDX beside it: the same bytes on every machine.

Serial numbers, times and the versions of the tools that wrote it are left out, because they differ from run to run.
"""

import email
import json
import re
import zipfile
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from typing import Any, Final

from cafe.build.function_zips import Artifact
from cafe.build.python_environments import locked_environment
from cafe.checkout import PROJECT, Workspace
from cafe.files import digest_of, write_json
from cafe.functions import read_functions
from cafe.programs import output, require

SUFFIX: Final = ".cdx.json"

type Document = dict[str, Any]


def write(space: Workspace, built: Sequence[Artifact]) -> list[Path]:
    """A bill for each function's zip and one for the page, in the artifacts' folder."""
    bills = {artifact.path.stem: _of_function(space, artifact) for artifact in built} | {"page": _of_page(space)}
    return [_save(space.artifacts / f"{name}{SUFFIX}", bill) for name, bill in bills.items()]


def _of_function(space: Workspace, artifact: Artifact) -> Document:
    name = artifact.path.stem
    lock = next(space.root / function.lock for function in read_functions(space.root) if function.name == name)
    program = locked_environment(space, "audit") / "cyclonedx-py"
    bill = _read([program, "requirements", "--output-reproducible", lock], space.root)
    bill["components"] = [_with_license(component, _licenses(artifact)) for component in bill["components"]]
    hashes = [{"alg": "SHA-256", "content": artifact.sha256}]
    bill["metadata"] = {"component": {"type": "application", "bom-ref": name, "name": name, "hashes": hashes}}
    return bill


def _licenses(artifact: Artifact) -> dict[str, Document]:
    """The licence that each package in the zip declares, by the package's name."""
    with zipfile.ZipFile(artifact.path) as archive:
        files = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = [email.message_from_bytes(archive.read(file)) for file in files]
    return {_normalized(package["Name"]): _license(package) for package in metadata}


def _license(package: Message) -> Document:
    expression = package["License-Expression"]
    return {"expression": expression} if expression else {"license": {"name": package["License"] or "unknown"}}


def _with_license(component: Document, licenses: dict[str, Document]) -> Document:
    """What lies in the lock only, for another kind of machine, is not in the zip and has none."""
    component.pop("description", None)
    found = licenses.get(_normalized(component["name"]))
    return component | ({"licenses": [found]} if found else {})


def _normalized(name: str) -> str:
    """As PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_page(space: Workspace) -> Document:
    """What visitors get: the packages that build the page are not in it."""
    require("npm", "Install Node with npm: mise install")
    web = space.root / "web"
    shipped = ("--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev")
    bill = _read(["npm", "sbom", *shipped], web)
    lock = digest_of(web / "package-lock.json")
    properties = [{"name": f"{PROJECT}:package-lock.json:sha256", "value": lock}]
    bill["metadata"] = {"component": bill["metadata"]["component"] | {"type": "application", "properties": properties}}
    bill.pop("serialNumber", None)
    return bill


def _read(command: Sequence[str | Path], folder: Path) -> Document:
    bill: Document = json.loads(output(command, cwd=folder))
    return bill


def _save(file: Path, bill: Document) -> Path:
    write_json(file, bill)
    return file
