"""What goes wrong between a person and AWS, each with its own words and the way out: the one place that maps errors."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, TokenRetrievalError

from cafe.account import Access
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

LINE = re.compile(r"^(?:\d\d:\d\d:\d\d\.\d{3} +(?P<kind>[A-Z]+) *(?:\[\w+\] *)?(?:terraform: ?)?)?(?P<text>.*)$")
FRAME = re.compile(r"^[│╷╵]? ?")
CREDENTIALS = "Sign in (aws sso login, AWS_PROFILE); in a workflow: permissions `id-token: write` and the role's ARN."
LONGEST_ERROR = 6000
PAGE = "docs/delivery.md#when-it-goes-wrong"


@contextmanager
def told_in_words(live: LiveEnvironment) -> Iterator[None]:
    """An error of AWS about credentials or the state becomes a CafeError; others pass."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise (_by_exception(error, live) or explain(str(error), live) or CafeError(str(error))) from None


def check_account(access: Access, live: LiveEnvironment) -> None:
    """Raises CafeError unless the credentials are there, valid, and of the environment's account."""
    with told_in_words(live):
        account = access.aws.account_id()
    if account != live.account_id:
        raise _wrong_account(account, live)


def explain(text: str, live: LiveEnvironment, unit: str = "") -> CafeError | None:
    """The known failure that a program's output is of, or None."""
    for pattern, words in KNOWN:
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return words(found, live, unit)
    return None


def words_of(log: str) -> str:
    """What Terraform or Terragrunt says went wrong, without the lines around it and their decoration."""
    lines = [(found["kind"] or "", found["text"]) for line in log.splitlines() if (found := LINE.match(line))]
    for kind in ("STDERR", "ERROR"):
        told = [FRAME.sub("", text).rstrip() for of, text in lines if of == kind]
        if told:
            return re.sub(r"\n{2,}", "\n\n", "\n".join(told)).strip()[:LONGEST_ERROR]
    return "\n".join(text for _, text in lines[-25:])[:LONGEST_ERROR]


def _by_exception(error: ClientError | BotoCoreError, live: LiveEnvironment) -> CafeError | None:
    if isinstance(error, NoCredentialsError | TokenRetrievalError):
        return _told(f"There are no credentials for {live.name}.", CREDENTIALS)
    return None


def _told(problem: str, remedy: str) -> CafeError:
    return CafeError(problem, remedy, page=PAGE)


def _no_credentials(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(f"There are no credentials for {live.name}.", CREDENTIALS)


def _expired(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(
        f"The credentials for {live.name} have expired.",
        "Sign in again; in a workflow, run the job again: each job gets its own, for an hour.",
    )


def _invalid(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(f"AWS does not know the credentials for {live.name}.", CREDENTIALS)


def _role_refused(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(
        f"AWS does not let this workflow assume its role in {live.name}.",
        f"The role trusts one repository and one GitHub environment: cafe bootstrap {live.name}",
    )


def _wrong_account(account: str, live: LiveEnvironment) -> CafeError:
    return _told(
        f"The credentials are of account {account}; {live.name} is account {live.account_id}.",
        f"Sign in to {live.account_id}, or put your account into live/{live.name}/env.hcl.",
    )


def _account_refused(found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _wrong_account(found["account"], live)


def _no_bootstrap(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(
        f"{live.name} has no place for its state yet: bucket {live.state_bucket}, table {live.lock_table}.",
        f"Make them once: cafe bootstrap {live.name}",
    )


def _no_boundary(_found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(
        f"{live.name} has no boundary for the roles that a deploy makes.", f"Make it once: cafe bootstrap {live.name}"
    )


def _locked(found: re.Match[str], live: LiveEnvironment, unit: str) -> CafeError:
    info = dict(re.findall(r"(ID|Who|Created|Operation): +(.+)", found[0]))
    since = re.sub(r"\.\d+ .*", " UTC", info.get("Created", "an unknown time"))
    operation = info.get("Operation", "").removeprefix("OperationType").lower() or "something"
    unlock = f"terragrunt run --working-dir live/{live.name}/{unit or 'UNIT'} -- force-unlock {info.get('ID', 'ID')}"
    return _told(
        f"The state of {live.name} {unit} is locked: by {info.get('Who', 'somebody')} since {since}, for {operation}.",
        f"Wait for it. Only if that run is dead: {unlock}",
    )


def _stale(_found: re.Match[str], live: LiveEnvironment, unit: str) -> CafeError:
    return _told(
        f"The plan of {live.name} {unit} is older than its state: somebody has applied something since.",
        f"Plan again, and have it reviewed: cafe plan {live.name} --out DIR",
    )


def _missing_artifact(found: re.Match[str], live: LiveEnvironment, _unit: str) -> CafeError:
    return _told(f"An artifact of {live.name} is missing: {found['file']}.", "Build it: cafe package")


KNOWN: tuple[tuple[str, Callable[[re.Match[str], LiveEnvironment, str], CafeError]], ...] = (
    (r"Error acquiring the state lock.*", _locked),
    (r"Saved plan is stale|saved plan does not match the given state", _stale),
    (r"AWS account ID not allowed: (?P<account>\d{12})", _account_refused),
    (r"NoSuchBucket|S3 bucket \"[^\"]*\" does not exist|ResourceNotFoundException.*-lock\b", _no_bootstrap),
    (r"Scope ARN: \S+-boundary\s+does\s+not\s+exist", _no_boundary),
    (r"ExpiredToken|expired token|token (included in the request )?is expired|security token.*expired", _expired),
    (r"InvalidIdentityToken|AssumeRoleWithWebIdentity", _role_refused),
    (r"InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId", _invalid),
    (r"No valid credential sources found|Unable to locate credentials|failed to refresh cached credentials",
     _no_credentials),
    (r"(?:no file exists at \"?|open )(?P<file>[^\s\";]+\.zip)", _missing_artifact),
)  # fmt: skip
