"""The subcommands that build and check what is deployed, as they are typed."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from cafe.build import bill_of_materials, commands, function_zips, website
from cafe.build.audit import Audited
from cafe.build.function_zips import Artifact
from cafe.build.packaged_dependencies import Member
from cafe.checkout import Workspace
from cafe.cli import cafe as command
from tests.support.tools.functions import declare_functions

type Type = Callable[..., Result]


@pytest.fixture
def type_(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Type:
    monkeypatch.setattr(commands, "workspace", lambda: space)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return lambda *words: CliRunner().invoke(command, words)


@pytest.fixture
def packaged(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Artifact:
    declare_functions(space.root)
    built = Artifact(space.artifacts / "shop_api.zip", 1_234_567, "abc")
    monkeypatch.setattr(function_zips, "package", lambda _: [built])
    monkeypatch.setattr(function_zips, "members", lambda _: [Member("orders/order.py", 42)])
    monkeypatch.setattr(bill_of_materials, "write", lambda space, _: [space.artifacts / "shop_api.cdx.json"])
    return built


@pytest.mark.usefixtures("packaged")
def test_packages_are_reported_with_size_and_checksum_and_their_bills_of_materials(type_: Type) -> None:
    assert type_("package").stdout == "shop_api.zip  1,234,567 bytes  sha256 abc\nshop_api.cdx.json\n"


@pytest.mark.usefixtures("packaged")
def test_packages_are_reported_with_what_they_hold_and_why_when_asked(type_: Type) -> None:
    _, part, member, _ = type_("package", "--list").stdout.splitlines()

    assert part.startswith("       42  our own code: ")
    assert member == "           42  orders/order.py"


@pytest.mark.usefixtures("packaged")
def test_packages_as_json_are_one_document(type_: Type) -> None:
    assert json.loads(type_("package", "--json").stdout) == {"shop_api.zip": {"bytes": 1_234_567, "sha256": "abc"}}


CLEAN = Audited("requirements/dev.txt")
VULNERABLE = Audited("requirements/dev.txt", ("click 8: PYSEC-1, fixed in 9",))
UNANSWERED = Audited("requirements/dev.txt", unanswered="no such host")


@pytest.mark.parametrize(
    ("check", "options", "code", "told"),
    [
        (CLEAN, (), 0, "requirements/dev.txt: nothing found\n"),
        (VULNERABLE, (), 1, "requirements/dev.txt: click 8: PYSEC-1, fixed in 9\n"),
        (UNANSWERED, (), 0, "Warning: requirements/dev.txt is not checked: no such host\n"),
        (UNANSWERED, ("--strict",), 1, "Warning: requirements/dev.txt is not checked: no such host\n"),
    ],
)
def test_an_audit_fails_for_findings_and_when_strict_for_open_questions(
    type_: Type, monkeypatch: pytest.MonkeyPatch, check: Audited, options: tuple[str, ...], code: int, told: str
) -> None:
    monkeypatch.setattr(commands, "audit_all", lambda _: iter([check]))

    ended = type_("audit", *options)

    assert ended.exit_code == code
    assert ended.output == told


def test_an_open_question_is_a_warning_on_the_page_of_a_job(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "audit_all", lambda _: iter([UNANSWERED]))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert type_("audit").stderr == "::warning::requirements/dev.txt is not checked: no such host\n"


def test_the_page_is_reported_where_it_was_built(
    type_: Type, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_functions(space.root)
    monkeypatch.setattr(website, "build", lambda where: where.root / "web" / "dist")

    assert type_("build-page").stdout == f"{space.root / 'web' / 'dist'}\n"
