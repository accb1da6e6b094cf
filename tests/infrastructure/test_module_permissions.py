"""No module allows more actions or resources than it can name."""

import re
from pathlib import Path

from cafe.checkout import Workspace

PROVEN_BY_ITS_OWN_TESTS = {"github_oidc"}
ANY_ACTION = re.compile(r'"[a-z0-9-]+:[A-Za-z]*\*"')
ANY_RESOURCE = re.compile(r'[Rr]esources?\s*=\s*\[?\s*"\*"')
FAMILIES = {
    ("queue", '"sqs:*"'): "A statement that refuses plaintext: the wider, the better.",
    ("private_bucket", '"s3:*"'): "A statement that refuses plaintext: the wider, the better.",
    (
        "encryption_key",
        '"kms:*"',
    ): "Without its account's root nobody could administer a key again.",
}
ANY_RESOURCES = {
    "lambda_function": "X-Ray's two write actions know no resources.",
    "encryption_key": "In a key's policy `*` is that key.",
}


def modules(space: Workspace) -> list[Path]:
    return [
        file
        for file in sorted((space.root / "modules").rglob("*.tf"))
        if not {".terraform", *PROVEN_BY_ITS_OWN_TESTS} & set(file.parts)
    ]


def test_no_module_allows_a_family_of_actions(space: Workspace) -> None:
    families = {(file.parent.name, found) for file in modules(space) for found in ANY_ACTION.findall(file.read_text())}

    assert families == FAMILIES.keys()


def test_no_module_names_any_resource_but_where_aws_has_none_to_name(space: Workspace) -> None:
    named = {file.parent.name for file in modules(space) if ANY_RESOURCE.search(file.read_text())}

    assert named == ANY_RESOURCES.keys()
