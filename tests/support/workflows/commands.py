#!/usr/bin/env python3
"""In the place of `cafe` and `nox`: refuses what the real ones would refuse, and keeps two accounts in a folder."""

import hashlib
import json
import os
import shutil
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

STATE = Path(os.environ["WIRING_STATE"])
BUNDLE = Path("dist/bundle.zip")
SOURCES = sorted(path for path in Path("services").rglob("*") if path.is_file())


def package() -> None:
    BUNDLE.parent.mkdir()
    BUNDLE.write_text("".join(source.read_text() for source in SOURCES))


def build_page() -> None:
    Path("web/dist").mkdir(parents=True)
    Path("web/dist/index.html").write_text("menu")


def role(environment: str, purpose: str) -> None:
    with Path(os.environ["GITHUB_OUTPUT"]).open("a") as outputs:
        outputs.write(f"arn=arn:aws:iam::000000000000:role/cafe-orders-{environment}-{purpose}\nregion=us-east-1\n")


def plan(environment: str, _out: str, folder: str) -> None:
    require_role(environment, "plan")
    require(BUNDLE.exists(), "The functions are not built.")
    found = {"environment": environment, "code": digest(), "drifted": (STATE / f"{environment}.drifted").exists()}
    Path(folder).mkdir(parents=True)
    for name in ("summary.json", "plan.json", "plan.tfplan"):
        (Path(folder) / name).write_text(
            json.dumps(found | {"settings": Path(f"live/{environment}/env.hcl").read_text()})
        )


def upload_plans(environment: str, _plan: str, folder: str) -> None:
    require_role(environment, "plan")
    kept = STATE / f"{environment}.plans"
    shutil.copytree(folder, kept / hash_of(read(folder)))
    with Path(os.environ["GITHUB_OUTPUT"]).open("a") as outputs:
        outputs.write(f"digest={hash_of(read(folder))}\n")


def download_plans(environment: str, _digest: str, digest: str, _out: str, folder: str) -> None:
    require_role(environment, "deploy")
    require(bool(digest), "There is no digest of plans.")
    shutil.copytree(STATE / f"{environment}.plans" / digest, folder)


def plan_comment(*arguments: str) -> None:
    require("AWS_SECRET_ACCESS_KEY" not in os.environ, "The commenting job has credentials.")
    *folders, _, number, _, repository = arguments
    summaries = [read(folder) for folder in folders]
    names = " ".join(f"`{summary['environment']}`" for summary in summaries)
    body = f"{names} retention_in_days {hash_of(summaries)}"
    comments = f"issues/{number}/comments"
    known = ask("GET", repository, comments)
    path = f"issues/comments/{known[0]['id']}" if known else comments
    ask("PATCH" if known else "POST", repository, path, body=body)


def deploy(environment: str, _plan: str, folder: str, *same_as: str) -> None:
    require_role(environment, "deploy")
    require((Path(folder) / "plan.tfplan").exists(), "There is no saved plan.")
    require(read(folder)["code"] == digest(), "These are not the artifacts of the plan.")
    is_first = environment == os.environ["WIRING_FIRST"]
    require(bool(same_as) != is_first, f"{environment} must be compared with the environment before it.")
    if same_as:
        require(read(same_as[1], "plan.json")["code"] == digest(), f"{same_as[1]} has other artifacts.")
    live = STATE / environment
    (STATE / f"{environment}.before").write_text(live.read_text() if live.exists() else "")
    live.write_text(BUNDLE.read_text())


def smoke(environment: str) -> None:
    require_role(environment, "deploy")
    require("broke this function" not in (STATE / environment).read_text(), "The API fails.")


def rollback(environment: str) -> None:
    require_role(environment, "deploy")
    (STATE / environment).write_text((STATE / f"{environment}.before").read_text())
    summarize(f"{environment} was rolled back")


def drift(*arguments: str) -> None:
    require("AWS_SECRET_ACCESS_KEY" not in os.environ, "The reporting job has credentials.")
    *folders, _, repository = arguments
    drifted = [summary["environment"] for folder in folders if (summary := read(folder))["drifted"]]
    known = ask("GET", repository, "issues")
    if drifted and not known:
        ask("POST", repository, "issues", body=f"{drifted} order_store visibility_timeout_seconds")
    for issue in [] if drifted else known:
        ask("PATCH", repository, f"issues/{issue['number']}", state="closed")


def no_plan() -> None:
    summarize("A fork gets no credentials.")


def e2e(environment: str) -> None:
    smoke(environment)


def require_role(environment: str, purpose: str) -> None:
    found = os.environ.get("WIRING_ROLE", "none")
    require(found.endswith(f"role/cafe-orders-{environment}-{purpose}"), f"{found} may not {purpose} {environment}.")


def require(is_so: bool, problem: str) -> None:
    if not is_so:
        sys.exit(problem)


def read(folder: str, name: str = "summary.json") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((Path(folder) / name).read_text())
    return content


def digest() -> str:
    return hash_of(BUNDLE.read_text())


def hash_of(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()


def summarize(text: str) -> None:
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a") as page_of_the_run:
        page_of_the_run.write(f"{text}\n")


def ask(method: str, repository: str, path: str, **body: str) -> Any:
    connection = HTTPConnection(urlsplit(os.environ["GITHUB_API_URL"]).netloc, timeout=5)
    content = json.dumps(body) if body else None
    token = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}"}
    connection.request(method, f"/repos/{repository}/{path}", content, token)
    answer = connection.getresponse()
    require(answer.status < 300, f"GitHub answers {answer.status}.")
    return json.load(answer)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "-s":
        command, arguments = "e2e", arguments[3:]
    globals()[command.replace("-", "_")](*arguments)
