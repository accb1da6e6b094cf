"""Errors that AWS answers with, each with its cause in plain words and what to do about it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from cafe.aws import Access, callers_access
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

PAGE: Final = "docs/delivery.md#when-it-goes-wrong"
SIGN_IN: Final = (
    "Sign in (aws sso login, AWS_PROFILE); in a workflow: permissions `id-token: write` and the role's ARN."
)
WRONG_ACCOUNT: Final = "The credentials are of account {account}; {live.name} is account {live.account_id}."
OTHER_ACCOUNT: Final = "Sign in to {live.account_id}, or put your account into live/{live.name}/env.hcl."


@dataclass(frozen=True)
class KnownError:
    """A message by its pattern; the texts may name `live`, `unit` and the pattern's groups."""

    pattern: str
    problem: str
    remedy: str

    def explain(self, text: str, live: LiveEnvironment, unit: str = "") -> CafeError | None:
        """The error, when the text is of it."""
        found = re.search(self.pattern, text, re.DOTALL)
        if found is None:
            return None
        named = {"live": live, "unit": unit, **found.groupdict()}
        return CafeError(self.problem.format(**named), self.remedy.format(**named), page=PAGE)


ERRORS_OF_AWS: Final = (
    KnownError(r"AWS account ID not allowed: (?P<account>\d{12})", WRONG_ACCOUNT, OTHER_ACCOUNT),
    KnownError(
        r"NoSuchBucket|S3 bucket \"[^\"]*\" does not exist|ResourceNotFoundException.*-lock\b",
        "{live.name} has no place for its state yet: bucket {live.state_bucket}, table {live.lock_table}.",
        "Make them once: cafe bootstrap {live.name}",
    ),
    KnownError(
        r"ExpiredToken|expired token|token (included in the request )?is expired|security token.*expired",
        "The credentials for {live.name} have expired.",
        "Sign in again; in a workflow, run the job again: each job gets its own, for an hour.",
    ),
    KnownError(
        r"InvalidIdentityToken|AssumeRoleWithWebIdentity",
        "AWS does not let this workflow assume its role in {live.name}.",
        "The role trusts one repository and one GitHub environment: cafe bootstrap {live.name}",
    ),
    KnownError(
        r"InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId",
        "AWS does not know the credentials for {live.name}.",
        SIGN_IN,
    ),
    KnownError(
        r"No valid credential sources found|Unable to locate credentials|failed to refresh cached credentials"
        r"|Error when retrieving token",
        "There are no credentials for {live.name}.",
        SIGN_IN,
    ),
)


def explain(text: str, live: LiveEnvironment, unit: str = "", known: Iterable[KnownError] = ()) -> CafeError | None:
    """The known error that a text is of, those in `known` first; None for another text."""
    found = (error.explain(text, live, unit) for error in (*known, *ERRORS_OF_AWS))
    return next((error for error in found if error), None)


@contextmanager
def explain_aws_errors(live: LiveEnvironment) -> Iterator[None]:
    """Errors of AWS become CafeErrors."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise (explain(str(error), live) or CafeError(str(error))) from None


def checked_access(live: LiveEnvironment) -> Access:
    """Access to an environment. Raises CafeError when credentials are missing, invalid or of another account."""
    access = callers_access(live.region)
    with explain_aws_errors(live):
        account = access.aws.account_id()
    if account != live.account_id:
        problem = WRONG_ACCOUNT.format(account=account, live=live)
        raise CafeError(problem, OTHER_ACCOUNT.format(live=live), page=PAGE)
    return access
