"""`plan-comment` as it is typed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plan_comment.cli import main
from tests.support.documents import ROOT
from tests.support.tools.http_server import Answer, Server
from tests.support.tools.plans.golden import HERE

COMMENTS = "/repos/cafe/orders/issues/7/comments"
CREATES, IN_PLACE, NOTHING = (HERE / f"{name}.json" for name in ("creates", "in_place", "nothing"))
DEV = ("--environment", "dev", f"store={CREATES}", f"site={NOTHING}")
PROD = ("--environment", "prod", f"store={CREATES}")
SHAKEN = {"address": "a.b", "type": "a", "change": {"actions": ["shake"], "before": None, "after": None}}


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str


type Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Ended:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Ended(status, *capsys.readouterr())

    return run


def test_prints_one_comment_of_several_environments(run: Run) -> None:
    ended = run(*DEV, *PROD)

    assert (ended.status, ended.err) == (0, "")
    assert "| `dev` | `store` | 2 | 0 | 0 | 0 | 1 output |" in ended.out
    assert "| `dev` | `site` | 0 | 0 | 0 | 0 |  |" in ended.out
    assert "| `prod` | `store` | 2 | 0 | 0 | 0 | 1 output |" in ended.out


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "No such file"),
        ("", "not a plan"),
        ("[]", "not a plan"),
        ('{"format_version": "1.2", "values": {}}', "not a plan"),
        ('{"format_version": "2.0", "resource_changes": []}', "not a plan"),
        ('{"format_version": "1.2", "resource_changes": [{"address": "a.b"}]}', "does not read: KeyError"),
        ('{"format_version": "1.2", "planned_values": {}, "variables": [1]}', "does not read: AttributeError"),
        (json.dumps({"format_version": "1.2", "resource_changes": [SHAKEN]}), "does not read: KeyError"),
    ],
)
def test_names_a_plan_that_it_can_not_read_and_shows_the_rest(
    run: Run, tmp_path: Path, content: str | None, problem: str
) -> None:
    file = tmp_path / "broken.json"
    if content is not None:
        file.write_text(content)

    ended = run(*DEV, f"broken={file}")

    assert ended.status == 1
    assert "`dev` `broken` **has no plan**" in ended.out
    assert problem in ended.out
    assert "| `dev` | `store` | 2 | 0 | 0 | 0 | 1 output |" in ended.out


def test_a_summary_renders_the_same_comment_without_a_secret(run: Run, tmp_path: Path) -> None:
    plans = ("--environment", "dev", f"store={HERE / 'sensitive.json'}", *PROD)
    file = tmp_path / "summary.json"

    assert run(*plans, "--summary", file) == Ended(0, "", "")
    assert "hunter2" not in file.read_text()
    assert run("--from-summary", file) == run(*plans)


def test_options_may_stand_between_an_environment_and_its_units(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "summary.json"

    assert run("--environment", "prod", "--summary", file, f"store={CREATES}") == Ended(0, "", "")
    assert run("--from-summary", file) == run(*PROD)


def test_renders_several_summaries(run: Run, tmp_path: Path) -> None:
    dev, prod = tmp_path / "dev.json", tmp_path / "prod.json"
    run(*DEV, "--summary", dev)
    run(*PROD, "--summary", prod)

    assert run("--from-summary", dev, prod) == run(*DEV, *PROD)


def test_hides_a_secret_of_one_environment_in_all(run: Run, tmp_path: Path) -> None:
    before, after = {"text": ""}, {"text": "the-secret of the other"}
    change = {"address": "a.b", "type": "a", "change": {"actions": ["update"], "before": before, "after": after}}
    marked = {"format_version": "1.2", "planned_values": {"outputs": {"o": {"value": "the-secret", "sensitive": True}}}}
    (tmp_path / "dev.json").write_text(json.dumps({"format_version": "1.2", "resource_changes": [change]}))
    (tmp_path / "prod.json").write_text(json.dumps(marked))

    ended = run("--environment", "dev", f"a={tmp_path}/dev.json", "--environment", "prod", f"a={tmp_path}/prod.json")

    assert "`(sensitive) of the other`" in ended.out


def test_names_a_summary_that_it_can_not_read_and_shows_the_rest(run: Run, tmp_path: Path) -> None:
    good, missing = tmp_path / "good.json", tmp_path / "missing.json"
    run(*PROD, "--summary", good)

    ended = run("--from-summary", missing, good)

    assert ended.status == 1
    assert f"`{missing}` `all` **has no plan**" in ended.out
    assert "| `prod` | `store` | 2 | 0 | 0 | 0 | 1 output |" in ended.out


def test_posts_the_comment(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer("GET", COMMENTS, Answer(200, "[]"))
    server.answer("POST", COMMENTS, Answer(201, '{"html_url": "https://github.example/1"}'))
    monkeypatch.setenv("GITHUB_API_URL", server.url)
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")

    ended = run(*DEV, "--post", "cafe/orders#7")

    assert (ended.status, ended.err) == (0, "The comment is https://github.example/1\n")
    assert json.loads(server.requests[-1].body)["body"] == ended.out


def test_an_error_of_github_ends_with_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)

    ended = run(*DEV, "--post", "cafe/orders#7")

    assert (ended.status, ended.out) == (1, run(*DEV).out)
    assert ended.err.startswith("plan-comment: GITHUB_TOKEN is not set.")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--environment",),
        ("--environment", "dev"),
        ("--environment", "dev", "store"),
        ("--environment", "dev", "=a.json"),
        ("--environment", "dev", "store="),
        ("store=a.json",),
        ("--from-summary",),
        ("--from-summary", "a.json", "--environment", "dev", "store=a.json"),
        ("--from-summary", "a.json", "--post", "orders#7"),
        ("--from-summary", "a.json", "--post", "cafe/orders#0"),
        ("--from-summary", "a.json", "--post", "cafe/orders#7", "--summary", "b.json"),
    ],
)
def test_wrong_use_ends_with_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("usage: plan-comment")


def test_the_readme_shows_a_real_comment(run: Run) -> None:
    readme = (ROOT / "tools" / "plan_comment" / "README.md").read_text()

    assert f"```markdown\n{run('--environment', 'dev', f'order_store={IN_PLACE}').out}```\n" in readme
