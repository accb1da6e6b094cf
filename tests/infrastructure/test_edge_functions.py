"""What runs on CloudFront for each request, run here by Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cafe.checkout import workspace

WEBSITE = workspace().root / "modules" / "website"


def run(code: str, uri: str, headers: dict[str, Any]) -> dict[str, Any]:
    event = {"viewer": {"ip": "198.51.100.7"}, "request": {"method": "GET", "uri": uri, "headers": headers}}
    program = f"{code}\nconsole.log(JSON.stringify(handler({json.dumps(event)})))"
    finished = subprocess.run(["node", "--eval", program], capture_output=True, text=True, check=True)
    request: dict[str, Any] = json.loads(finished.stdout)
    return request


def written(file: str, **values: str) -> str:
    code = Path(WEBSITE / file).read_text()
    for name, value in values.items():
        code = code.replace("${" + name + "}", value)
    return code


@pytest.mark.parametrize("claimed", [{}, {"x-viewer-address": {"value": "203.0.113.9"}}])
def test_the_api_gets_the_viewers_address_and_never_a_claimed_one(claimed: dict[str, Any]) -> None:
    asked = run(written("viewer_address.js", header="x-viewer-address"), "/api/orders", claimed)

    assert asked["headers"] == {"x-viewer-address": {"value": "198.51.100.7"}}
    assert asked["uri"] == "/api/orders"


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/", "/index.html"),
        ("/orders/abc", "/index.html"),
        ("/callback", "/index.html"),
        ("/config.json", "/config.json"),
        ("/assets/index-1a2b.js", "/assets/index-1a2b.js"),
    ],
)
def test_each_path_of_the_page_is_the_page_and_a_file_is_a_file(asked: str, served: str) -> None:
    assert run(written("page_paths.js"), asked, {})["uri"] == served
