"""The last deployment that changed functions, saved beside the state: a rollback goes back to it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from botocore.exceptions import ClientError

from cafe.aws import Access
from cafe.environments import LiveEnvironment

KEY = "deployments/live.json"


@dataclass(frozen=True)
class Move:
    """An alias moved from one version to another; `before` is None for a function that was new."""

    before: int | None
    after: int


@dataclass(frozen=True)
class LastDeployment:
    """The commit and the functions that it changed."""

    commit: str
    moves: Mapping[str, Move] = field(default_factory=dict)


def moves_between(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, Move]:
    return {name: Move(before.get(name), now) for name, now in after.items() if before.get(name) != now}


def read_last_deployment(access: Access, live: LiveEnvironment) -> LastDeployment | None:
    """None when no deployment has changed a function yet."""
    try:
        answer = access.aws.s3.get_object(Bucket=live.state_bucket, Key=KEY)
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
    fields = json.loads(answer["Body"].read())
    return LastDeployment(fields["commit"], {name: Move(**move) for name, move in fields["moves"].items()})


def save_last_deployment(access: Access, live: LiveEnvironment, deployment: LastDeployment) -> None:
    """Save it if it moved an alias. Another deployment of the same commit continues it."""
    if not deployment.moves:
        return
    last = read_last_deployment(access, live)
    if last and last.commit and last.commit == deployment.commit:
        deployment = LastDeployment(deployment.commit, {**last.moves, **_continued(last, deployment)})
    access.aws.s3.put_object(
        Bucket=live.state_bucket, Key=KEY, Body=json.dumps(asdict(deployment), indent=1), ContentType="application/json"
    )


def _continued(last: LastDeployment, now: LastDeployment) -> dict[str, Move]:
    return {
        name: Move(last.moves[name].before, move.after) if name in last.moves else move
        for name, move in now.moves.items()
    }
