"""`nox -s up` runs the café here, plain `nox` checks a change in about a minute, `nox -s NAME` runs one session.

A session that needs the platform starts it and leaves it as it was. Arguments after `--` go to the session's tool.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "unit"]
nox.options.default_venv_backend = "none"

PYTHON = Path(".python-version").read_text().strip()
VENV = Path(".venv")
BIN = VENV / "bin"
LOCK = Path("requirements/dev.txt")
LOCAL = Path(".local")
IN_TWO_PROCESSES = ("-n", "2")
BY_FILE = (*IN_TWO_PROCESSES, "--dist", "loadfile")
COVERAGE = ("--cov", "--cov-report=term")
SECONDS_TO_RELEASE = 60.0
SAMPLE_OF_FAULT_SCHEDULES = 30


def environment(session: nox.Session) -> None:
    """Make .venv from the hashed locks, with the project's packages editable, when either changed."""
    wanted = LOCK.read_text() + Path("pyproject.toml").read_text()
    stamp = VENV / "made-from"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    python = ("--python", str(BIN / "python"))
    quietly = ("uv", "--quiet")
    session.run(*quietly, "venv", "--clear", "--python", PYTHON, str(VENV), external=True)
    session.run(*quietly, "pip", "sync", "--require-hashes", *python, str(LOCK), external=True)
    editable = ("--no-deps", "--no-build-isolation", "--editable", ".")
    session.run(*quietly, "pip", "install", *python, *editable, external=True)
    stamp.write_text(wanted)


def tool(session: nox.Session, program: str, *arguments: str, **environment_variables: str) -> None:
    """Run a program of .venv; on Ctrl-C it has a minute to release what it holds."""
    session.run(
        str(BIN / program),
        *arguments,
        external=True,
        env=environment_variables,
        interrupt_timeout=SECONDS_TO_RELEASE,
        terminate_timeout=SECONDS_TO_RELEASE,
    )


@contextmanager
def platform(session: nox.Session) -> Iterator[None]:
    """The running platform, or one that is started for this session and stopped after it.

    With `-- --environment NAME` it is that environment's, which runs already.
    """
    if "--environment" in session.posargs:
        yield
        return
    was_known = (LOCAL / "platform.json").exists()
    was_up = (LOCAL / "process.json").exists()
    tool(session, "cafe", "up", "--port", "0")
    try:
        yield
    finally:
        if not was_up:
            tool(session, "cafe", "down", *([] if was_known else ["--purge"]))


def pytest(session: nox.Session, *arguments: str, **environment_variables: str) -> None:
    tool(session, "pytest", *arguments, *session.posargs, **environment_variables)


@nox.session
def up(session: nox.Session) -> None:
    """Start the whole platform on this machine, or update it with what changed."""
    environment(session)
    tool(session, "cafe", "up", *session.posargs)


@nox.session
def down(session: nox.Session) -> None:
    """Stop the local platform; `-- --purge` also deletes its data."""
    environment(session)
    tool(session, "cafe", "down", *session.posargs)


@nox.session
def dev(session: nox.Session) -> None:
    """Make .venv with all development tools."""
    environment(session)


@nox.session
def lock(session: nox.Session) -> None:
    """Make each lock of Python packages again by the command at its top; `-- --upgrade` takes new versions."""
    environment(session)
    others = {*Path().glob("requirements/*.txt"), *Path().glob("services/*/requirements.txt")} - {LOCK}
    for file in (LOCK, *sorted(others)):  # the others are held to the first
        command = file.read_text().splitlines()[1].removeprefix("#").split()
        session.run(str(BIN / command[0]), *command[1:], "--quiet", *session.posargs, external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests; those that need the platform share one."""
    environment(session)
    tool(session, "cafe", "install-browser")
    check_diagrams(session)
    check_web(session)
    pytest(session, "tests/unit", "tests/integration", *BY_FILE, *COVERAGE)
    pytest(session, "tests/infrastructure", *IN_TWO_PROCESSES)
    with platform(session):
        pytest(session, "tests/platform", "tests/e2e", "tests/contract", "tests/browser")
        pytest(session, "tests/faults", f"--schedules={SAMPLE_OF_FAULT_SCHEDULES}")
        pytest(session, "tests/load")
    pytest(session, "tests/bench", "--rounds=1")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and imports of Python, the Terraform modules with their READMEs, and the workflows."""
    environment(session)
    tool(session, "ruff", "check", ".")
    tool(session, "ruff", "format", "--check", ".")
    tool(session, "lint-imports", "--no-logo", "--no-cache")
    session.run("terraform", "fmt", "-check", "-recursive", "modules", external=True)
    tool(session, "cafe", "modules")
    tool(session, "cafe", "workflows")


@nox.session
def compatibility(session: nox.Session) -> None:
    """Check that the API breaks no client of main; `-- BRANCH` compares with another branch."""
    environment(session)
    (branch,) = session.posargs or ["origin/main"]
    tool(session, "cafe", "openapi", "--against", branch)


@nox.session
def audit(session: nox.Session) -> None:
    """Look for secrets and known vulnerabilities; `-- --strict` also fails when an advisory service does not answer."""
    environment(session)
    tool(session, "cafe", "audit", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy, strictly."""
    environment(session)
    tool(session, "mypy")


@nox.session
def unit(session: nox.Session) -> None:
    """Test the domain, the tools and the documents; needs no platform."""
    environment(session)
    pytest(session, "tests/unit", *(() if session.posargs else BY_FILE))


@nox.session
def integration(session: nox.Session) -> None:
    """Test each adapter and handler on the semantics of DynamoDB, SQS and SNS; needs no platform."""
    environment(session)
    pytest(session, "tests/integration")


@nox.session
def infrastructure(session: nox.Session) -> None:
    """Test modules and environments: validate, terraform test, checkov, rules of the tree."""
    environment(session)
    pytest(session, "tests/infrastructure", *IN_TWO_PROCESSES)
    with platform(session):
        pytest(session, "tests/platform")


@nox.session
def mutants(session: nox.Session) -> None:
    """Show that the tests catch each change in tests/mutants, which breaks a promise; needs no platform."""
    environment(session)
    pytest(session, "tests/mutants", "-v")


@nox.session
def contract(session: nox.Session) -> None:
    """Test that every answer of the running API is as its OpenAPI document says."""
    environment(session)
    with platform(session):
        pytest(session, "tests/contract")


@nox.session
def faults(session: nox.Session) -> None:
    """Test that no order is lost, stuck or doubled in 200 fault schedules; `-- --seed N` replays one."""
    environment(session)
    with platform(session):
        pytest(session, "tests/faults")


@nox.session
def load(session: nox.Session) -> None:
    """Load the running platform: steadily, in spikes, with 20,000 orders; figures and plots in .local/load."""
    environment(session)
    with platform(session):
        pytest(session, "tests/load", "-s", CAFE_LONG="yes")


@nox.session
def e2e(session: nox.Session) -> None:
    """Test an order's whole life at full length, on the running platform or on `-- --environment dev`."""
    environment(session)
    with platform(session):
        pytest(session, "tests/e2e", CAFE_LONG="yes")


@nox.session
def browser(session: nox.Session) -> None:
    """Test what a person sees in a real browser, on the running platform or on `-- --environment dev`."""
    environment(session)
    tool(session, "cafe", "install-browser")
    if not Path("web/node_modules/axe-core").exists():  # a job that deploys takes the page as it was built elsewhere
        session.run("npm", "--prefix", "web", "ci", "--silent", external=True)
    with platform(session):
        pytest(session, "tests/browser", CAFE_SCREENSHOTS="yes")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure cold starts side by side with stock boto3 and a cookbook's handlers; `-- --rounds N`."""
    environment(session)
    pytest(session, "tests/bench", "-s")


@nox.session
def accounts(session: nox.Session) -> None:
    """Test what the roles of GitHub's workflows can and can't do, in two local accounts that enforce IAM."""
    environment(session)
    tool(session, "cafe", "package")
    pytest(session, "tests/accounts")


@nox.session
def rehearse(session: nox.Session) -> None:
    """Run the workflow files on this machine against local accounts, from bootstrap to rollback."""
    environment(session)
    tool(session, "cafe", "rehearse", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Check links, commands, diagrams, dependencies and figures of the documents."""
    environment(session)
    check_diagrams(session)
    pytest(session, "tests/unit/docs")


@nox.session
def web(session: nox.Session) -> None:
    """Check, test, build and measure the page; `-- dev` serves its sources on the running platform."""
    environment(session)
    if "dev" in session.posargs:
        session.run("npm", "--prefix", "web", "run", "--silent", "dev", external=True)
        return
    check_web(session)
    with platform(session):
        measure_web(session)


def npm_packages(session: nox.Session, folder: Path) -> None:
    """Install the packages of a lock, when it changed."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        session.run("npm", "--prefix", str(folder), "ci", "--silent", external=True)


def check_diagrams(session: nox.Session) -> None:
    """Parse every diagram of the documents with Mermaid itself."""
    npm_packages(session, Path("tests/diagrams"))
    pages = sorted(str(page) for pattern in ("*.md", "docs/**/*.md") for page in Path().glob(pattern))
    session.run("node", "tests/diagrams/parse.mjs", *pages, external=True)


def check_web(session: nox.Session) -> None:
    tool(session, "cafe", "build-page")
    for script in ("lint", "typecheck", "test", "size"):
        session.run("npm", "--prefix", "web", "run", "--silent", script, external=True)


def measure_web(session: nox.Session) -> None:
    """Run Lighthouse on the published page: it reports timings and fails on the rest."""
    tool(session, "cafe", "install-browser")
    npm_packages(session, Path("tests/lighthouse"))
    find = "from cafe.local.chromium import find_browser; print(find_browser())"
    chromium = session.run(str(BIN / "python"), "-c", find, silent=True, external=True)
    session.run("node", "tests/lighthouse/measure.mjs", str(chromium).strip(), external=True)
