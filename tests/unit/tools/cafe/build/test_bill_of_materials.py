"""What an artifact is made of, told the same on every machine."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cafe.build.bill_of_materials import write
from cafe.build.function_zips import Artifact
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs, install
from tests.support.tools.functions import declare_functions

LISTED = {
    "components": [
        {"name": "aws_lambda-powertools", "version": "3", "description": "requirements line 1"},
        {"name": "fastjsonschema", "version": "2"},
        {"name": "colorama", "version": "1"},
    ],
    "metadata": {"timestamp": "now", "tools": {}},
}
PAGE = {
    "serialNumber": "urn:uuid:1",
    "metadata": {"timestamp": "now", "component": {"type": "library", "name": "web", "properties": []}},
    "components": [{"name": "preact"}],
}


@pytest.fixture
def artifact(space: Workspace) -> Artifact:
    declare_functions(space.root)
    space.artifacts.mkdir()
    path = space.artifacts / "shop_api.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.dist-info/METADATA", "Name: AWS_Lambda.Powertools\nLicense-Expression: MIT-0\n")
        archive.writestr("b.dist-info/METADATA", "Name: fastjsonschema\nLicense: BSD\n")
    return Artifact(path, 1, "abc")


@pytest.fixture
def tools(space: Workspace, programs: Programs) -> Programs:
    """The tools that list what is locked."""
    (space.root / "web").mkdir()
    (space.root / "web" / "package-lock.json").write_text("{}")
    install(space, "audit", "cyclonedx-py", f"print('''{json.dumps(LISTED)}''')")
    programs.print("npm", json.dumps(PAGE))
    return programs


def read(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(file.read_text())
    return document


@pytest.mark.usefixtures("tools")
def test_a_functions_bill_names_the_zip_by_its_checksum(space: Workspace, artifact: Artifact) -> None:
    bill, _ = write(space, [artifact])

    assert bill.name == "shop_api.cdx.json"
    assert read(bill)["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": "abc"}]


@pytest.mark.usefixtures("tools")
def test_each_package_has_the_licence_that_it_tells_in_the_zip(space: Workspace, artifact: Artifact) -> None:
    bill, _ = write(space, [artifact])

    assert [component.get("licenses") for component in read(bill)["components"]] == [
        [{"expression": "MIT-0"}],
        [{"license": {"name": "BSD"}}],
        None,
    ]


@pytest.mark.usefixtures("tools")
def test_a_bill_has_nothing_that_differs_from_run_to_run(space: Workspace, artifact: Artifact) -> None:
    bills = [read(file) for file in write(space, [artifact])]

    assert [bill["metadata"].keys() for bill in bills] == [{"component"}, {"component"}]
    assert not any("serialNumber" in bill for bill in bills)


@pytest.mark.usefixtures("tools")
def test_the_pages_bill_names_the_lock_that_it_is_of(space: Workspace, artifact: Artifact) -> None:
    _, page = write(space, [artifact])

    (lock,) = read(page)["metadata"]["component"]["properties"]
    assert lock["value"] == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert read(page)["components"] == [{"name": "preact"}]


def test_a_tool_that_fails_is_reported(space: Workspace, artifact: Artifact, tools: Programs) -> None:
    tools.add("npm", "echo 'no lock' >&2; exit 1")

    with pytest.raises(CafeError, match=r"npm sbom .*failed: no lock"):
        write(space, [artifact])
