"""docs/permissions.md: what each role may do, on what and what for, written from the running platform's IAM."""

import re
from collections.abc import Iterable
from typing import Final

from cafe.aws import LocalAws
from cafe.checkout import PROJECT, Workspace
from cafe.document.generated_page import GeneratedPage
from cafe.document.permission_reasons import MANAGED_POLICIES, Grant, Place, Purpose, Purposes, purposes
from cafe.document.permissions import Permission, granted
from cafe.errors import CafeError
from cafe.functions import read_functions

DOCUMENT: Final = "docs/permissions.md"
SHOWN_BY: Final = "../tests/e2e/test_least_privilege.py"
INTRODUCTION: Final = f"""# Permissions

What each role may do, and why. This page is written from the running platform's IAM by `cafe permissions`; a test fails
when it is out of date, when a permission has no purpose, or when a purpose has no permission.

A permission whose proof is [taken away]({SHOWN_BY}) is removed on the running
platform by that test, which then sees the thing in the column before it break, and work again once the permission is
back. The local AWS does not ask for the others: for them the proof is AWS's documentation, and tests that they are
granted on just the thing they are for.
"""
HEADER: Final = "| role | action | on | needed for | proof |\n|---|---|---|---|---|"
PLACEHOLDERS: Final = (
    (re.compile(r":[0-9]{12}:"), ":<account>:"),
    (re.compile(r"^arn:aws:([a-z0-9]+):[a-z0-9-]*:<account>:"), r"\1 "),
    (re.compile(rf"{PROJECT}-[a-z]+-"), ""),
    (re.compile(r"/stream/.*"), "/stream"),
    (re.compile(r":log-stream:\*"), ""),
)


def page(space: Workspace, aws: LocalAws) -> GeneratedPage:
    """docs/permissions.md as it should be for the roles of the running platform."""
    content = render(granted(aws), purposes(read_functions(space.root)))
    return GeneratedPage(space.root, DOCUMENT, content, "cafe permissions")


def render(permissions: Iterable[Permission], known: Purposes) -> str:
    """The page, as Markdown."""
    rows = sorted([*_inline(permissions, known), *_on_aws_only(known), *_of_aws()])
    return "\n".join([INTRODUCTION, HEADER, *rows]) + "\n"


def _inline(permissions: Iterable[Permission], known: Purposes) -> Iterable[str]:
    for each in permissions:
        grant = Grant(each.role, each.statement, each.action)
        if grant not in known:
            raise CafeError(
                f"{grant} has no purpose.",
                "Remove it, or give its purpose in tools/cafe/document/permission_reasons.py.",
                page="docs/permissions.md",
            )
        yield _row(each.role, each.action, _plain(each.resource), known[grant])


def _on_aws_only(known: Purposes) -> Iterable[str]:
    for grant, purpose in known.items():
        if purpose.place is Place.AWS:
            yield _row(grant.role, grant.action, "*", purpose)


def _of_aws() -> Iterable[str]:
    for role, (policy, purpose) in MANAGED_POLICIES.items():
        yield _row(role, f"AWS's {policy}", "AWS's choice", purpose)


def _row(role: str, action: str, resource: str, purpose: Purpose) -> str:
    where = "" if purpose.place is Place.EVERYWHERE else f" ({purpose.place})"
    proof = f"[AWS]({purpose.required_by})" if purpose.required_by else f"[taken away]({SHOWN_BY})"
    return f"| {role} | {action}{where} | {resource} | {purpose.needed_for} | {proof} |"


def _plain(resource: str) -> str:
    for pattern, replacement in PLACEHOLDERS:
        resource = pattern.sub(replacement, resource)
    return resource
