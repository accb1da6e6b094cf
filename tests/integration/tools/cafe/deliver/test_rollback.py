"""The way back: aliases move to what was live before, and never further by themselves."""

from dataclasses import dataclass

import boto3
import pytest
from botocore.exceptions import ClientError

from cafe.aws import Access, Aws
from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.last_deployment import LastDeployment, Move, moves_between, read_last_deployment, save_last_deployment
from cafe.deliver.rollback import Rollback
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from tests.support.services.mocked_aws import REGION
from tests.support.tools.zips import zip_of

DEV = LiveEnvironment("dev", "111111111111", REGION)
FUNCTIONS = ("shop_api", "shop_relay", "shop_worker")


@dataclass(frozen=True)
class Account:
    """An account with the three functions in it."""

    aliases: Aliases

    @property
    def access(self) -> Access:
        return self.aliases.access

    @property
    def rollback(self) -> Rollback:
        return Rollback(self.aliases)

    def publish(self, function: str, code: str) -> int:
        """What a deployment does: another version, and the alias moved to it."""
        client, name = self.access.aws.functions, f"cafe-orders-dev-{function.replace('_', '-')}"
        published = client.update_function_code(FunctionName=name, ZipFile=zip_of(code), Publish=True)
        self.aliases.move(function, int(published["Version"]))
        return int(published["Version"])

    def deploy(self, commit: str, *functions: str) -> None:
        before = self.aliases.versions_live()
        for function in functions:
            self.publish(function, commit)
        save_last_deployment(
            self.access, DEV, LastDeployment(commit, moves_between(before, self.aliases.versions_live()))
        )

    def live(self) -> tuple[int | None, ...]:
        return tuple(self.aliases.version(function) for function in FUNCTIONS)


@pytest.fixture
def empty(session: boto3.Session) -> Account:
    access = Access({}, Aws(session))
    access.aws.s3.create_bucket(Bucket=DEV.state_bucket)
    return Account(Aliases(DEV, access, FUNCTIONS))


@pytest.fixture
def account(empty: Account) -> Account:
    iam = empty.access.aws.iam
    role = iam.create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    for function in FUNCTIONS:
        name = f"cafe-orders-dev-{function.replace('_', '-')}"
        empty.access.aws.functions.create_function(
            FunctionName=name, Role=role, Runtime="python3.13", Handler="code.handle", Code={"ZipFile": zip_of("1")},
            Publish=True,
        )  # fmt: skip
        empty.access.aws.functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    return empty


def test_all_functions_of_the_last_deployment_go_back_to_what_was_live_before(account: Account) -> None:
    account.deploy("first", *FUNCTIONS)

    steps = account.rollback.run((), None)

    assert [(step.current, step.target) for step in steps] == [(2, 1)] * 3
    assert account.live() == (1, 1, 1)


def test_a_function_that_the_last_deployment_left_alone_stays(account: Account) -> None:
    account.deploy("first", "shop_relay")
    account.deploy("second", "shop_api")

    steps = account.rollback.run((), None)

    assert account.live() == (1, 2, 1)
    assert [step.why_not for step in steps] == ["", *["was not changed by the last deployment"] * 2]


def test_a_second_rollback_does_not_walk_further_back(account: Account) -> None:
    account.deploy("first", "shop_api")
    account.deploy("second", "shop_api")
    account.rollback.run((), None)

    steps = account.rollback.run((), None)

    assert steps[0].why_not == "is back already"
    assert account.live() == (2, 1, 1)


def test_an_interrupted_rollback_continues(account: Account) -> None:
    account.deploy("first", *FUNCTIONS)
    account.aliases.move("shop_api", 1)

    account.rollback.run((), None)

    assert account.live() == (1, 1, 1)


def test_after_a_broken_version_a_rollback_never_returns_to_it(account: Account) -> None:
    account.deploy("broken", "shop_api")
    account.rollback.run((), None)
    account.deploy("mended", "shop_api")

    account.rollback.run((), None)

    assert account.live() == (1, 1, 1)


def test_without_a_record_it_is_the_version_before_and_once(account: Account) -> None:
    account.publish("shop_api", "2")
    account.publish("shop_api", "3")

    first, again = account.rollback.run(("shop_api",), None), account.rollback.run(("shop_api",), None)

    assert (first[0].current, first[0].target) == (3, 2)
    assert again[0].why_not == "is back already"
    assert account.live() == (2, 1, 1)


def test_the_first_version_has_none_before_it(account: Account) -> None:
    with pytest.raises(CafeError, match="There is nothing to go back to: shop_api has no version before 1;"):
        account.rollback.run((), None)

    assert account.live() == (1, 1, 1)


def test_a_function_that_was_new_has_nothing_to_go_back_to(account: Account) -> None:
    save_last_deployment(account.access, DEV, LastDeployment("first", {"shop_api": Move(None, 1)}))

    with pytest.raises(CafeError, match="shop_api was new in the last deployment"):
        account.rollback.run(("shop_api",), None)


def test_a_function_that_somebody_moved_since_is_not_guessed_about(account: Account) -> None:
    account.deploy("first", "shop_api")
    account.publish("shop_api", "by hand")

    with pytest.raises(CafeError, match="is at version 3, the last deployment made it 2: somebody moved it") as refusal:
        account.rollback.run((), None)

    assert "--function shop_api --to VERSION" in refusal.value.remedy
    assert account.live() == (3, 1, 1)


def test_one_function_moves_to_a_given_version(account: Account) -> None:
    account.deploy("first", *FUNCTIONS)

    steps = account.rollback.run(("shop_relay",), 1)
    again = account.rollback.run(("shop_relay",), 1)

    assert account.live() == (2, 1, 2)
    assert (steps[0].why_not, again[0].why_not) == ("", "is there already")


def test_a_version_that_was_never_published_is_refused_with_those_there_are(account: Account) -> None:
    account.publish("shop_api", "2")

    with pytest.raises(CafeError, match="shop_api has no version 7") as refusal:
        account.rollback.run(("shop_api",), 7)

    assert refusal.value.remedy == "There are: 1, 2; 2 is live."


def test_a_version_is_of_one_function(account: Account) -> None:
    with pytest.raises(CafeError, match="--to is the version of one function"):
        account.rollback.run((), 1)


def test_an_unknown_function_is_refused_with_those_there_are(account: Account) -> None:
    with pytest.raises(CafeError, match="There is no function order_apj") as refusal:
        account.rollback.run(("order_apj",), None)

    assert "shop_api, shop_relay, shop_worker" in refusal.value.remedy


def test_an_environment_without_functions_is_an_error(empty: Account) -> None:
    with pytest.raises(CafeError, match="shop_api is not deployed"):
        empty.rollback.run((), None)


def test_a_deployment_that_moved_nothing_leaves_the_record_of_the_one_before(account: Account) -> None:
    account.deploy("first", "shop_api")

    account.deploy("second")

    last = read_last_deployment(account.access, DEV)
    assert last is not None
    assert last.commit == "first"


def test_a_continued_deployment_is_recorded_as_one_with_the_interrupted_one(account: Account) -> None:
    account.deploy("first", "shop_api")
    account.deploy("first", "shop_api", "shop_relay")

    account.rollback.run((), None)

    assert account.live() == (1, 1, 1)


def test_what_may_not_be_read_is_no_missing_record(account: Account) -> None:
    account.access.aws.s3.delete_bucket(Bucket=DEV.state_bucket)

    with pytest.raises(ClientError, match="NoSuchBucket"):
        account.rollback.run((), None)
