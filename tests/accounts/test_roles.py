"""What the roles of GitHub's workflows can do, and what they can't, in accounts that enforce IAM.

What the local AWS tells neither by resource nor by condition is allowed there by its action alone, and not proven here:
`unresolved_writes` of live/local_aws.hcl lists it.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cafe.checkout import Workspace
from tests.support.accounts.account import Account, Session, denials, terragrunt_all

pytestmark = pytest.mark.timeout(30 * 60)  # the first test that needs an account bootstraps it, and deploys to it

STATE = "cafe-orders-dev-state-111111111111"
PLANS = "cafe-orders-dev-plans-111111111111"
LOG = "cafe-orders-dev-site-log-111111111111"
PRODS_STATE = "cafe-orders-prod-state-222222222222"
PRODS_SITE = "cafe-orders-prod-site-111111111111"
DENIED = {
    "403",
    "AccessDenied",
    "AccessDeniedException",
    "AuthorizationError",
    "AuthorizationErrorException",
    "Forbidden",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
}
ANYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})

type Call = Callable[[Session], Any]


def each_of(calls: Mapping[str, Call]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("call", calls.values(), ids=calls)


def calling(service: str, operation: str, **arguments: Any) -> Call:
    return lambda who: getattr(who.client(service), operation)(**arguments)


def assert_denied(session: Session, call: Call) -> None:
    with pytest.raises(ClientError) as refusal:
        call(session)
    assert refusal.value.response["Error"]["Code"] in DENIED, refusal.value


def put(bucket: str, key: str) -> Call:
    return calling("s3", "put_object", Bucket=bucket, Key=key, Body=b"x")


def on_role(name: str) -> Call:
    return calling("iam", "put_role_policy", RoleName=name, PolicyName="more", PolicyDocument=ANYTHING)


def test_a_deploy_can_apply_the_whole_of_its_environment(deployed_dev: Account) -> None:
    units = deployed_dev.outputs()

    assert units["website"]["site_url"].startswith("http://")


def test_a_plan_can_plan_the_whole_of_its_environment(deployed_dev: Account, space: Workspace) -> None:
    planned = terragrunt_all(deployed_dev, deployed_dev.plan(), space, "plan")

    assert planned.returncode == 0, denials(planned)


def test_a_plan_can_save_itself(dev: Account) -> None:
    put(PLANS, "a-plan")(dev.plan())


@each_of(
    {
        "a state": put(STATE, "identity/terraform.tfstate"),
        "a lock file": put(STATE, "identity/terraform.tfstate.tflock"),
        "the page": put("cafe-orders-dev-site-111111111111", "index.html"),
        "the lock": calling("dynamodb", "put_item", TableName="cafe-orders-dev-lock", Item={"LockID": {"S": "mine"}}),
        "even to read orders": calling("dynamodb", "scan", TableName="cafe-orders-dev-orders"),
        "another's plan, by deleting it": calling("s3", "delete_object", Bucket=PLANS, Key="a-plan"),
        "a function": calling("lambda", "update_function_code", FunctionName="cafe-orders-dev-order-api", ZipFile=b"x"),
        "a new function": calling(
            "lambda",
            "create_function",
            FunctionName="mine",
            Role="arn:aws:iam::111111111111:role/x",
            Code={"ZipFile": b"x"},
        ),
        "its own role": on_role("cafe-orders-dev-plan"),
        "a function's role": on_role("cafe-orders-dev-order-api"),
        "a queue of its own": calling("sqs", "create_queue", QueueName="cafe-orders-dev-mine"),
        "a topic of its own": calling("sns", "create_topic", Name="cafe-orders-dev-mine"),
        "an API of its own": calling("apigateway", "create_rest_api", name="mine"),
        "logs": calling("logs", "delete_log_group", logGroupName="/aws/lambda/cafe-orders-dev-order-api"),
        "a pool of its own": calling("cognito-idp", "create_user_pool", PoolName="mine"),
    }
)
def test_a_plan_writes_nothing_else(deployed_dev: Account, call: Call) -> None:
    assert_denied(deployed_dev.plan(), call)


@each_of(
    {
        "a state": put(PRODS_STATE, "identity/terraform.tfstate"),
        "s3": calling("s3", "list_objects_v2", Bucket=PRODS_STATE),
        "a table": calling("dynamodb", "describe_table", TableName="cafe-orders-prod-lock"),
        "a role": on_role("cafe-orders-prod-deploy"),
        "functions": calling("lambda", "list_functions"),
    }
)
def test_devs_deploy_has_no_credentials_for_prod(dev: Account, prod: Account, call: Call) -> None:
    in_prod = Session(dev.deploy().variables, prod.root.endpoint_url)

    assert_denied(in_prod, call)


@each_of(
    {
        "an object": put(PRODS_SITE, "index.html"),
        "a bucket": calling("s3", "create_bucket", Bucket="cafe-orders-prod-mine"),
        "a table": calling(
            "dynamodb",
            "create_table",
            TableName="cafe-orders-prod-orders",
            KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        ),
        "a queue": calling("sqs", "create_queue", QueueName="cafe-orders-prod-orders"),
        "a topic": calling("sns", "create_topic", Name="cafe-orders-prod-order-events"),
        "a role": calling("iam", "create_role", RoleName="cafe-orders-prod-order-api", AssumeRolePolicyDocument=TRUST),
        "logs": calling("logs", "create_log_group", logGroupName="/aws/lambda/cafe-orders-prod-order-api"),
        "a function": calling(
            "lambda", "update_function_code", FunctionName="cafe-orders-prod-order-api", ZipFile=b"x"
        ),
        "an alarm": calling(
            "cloudwatch",
            "put_metric_alarm",
            AlarmName="cafe-orders-prod-dead-letters",
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            MetricName="m",
            Namespace="n",
            Period=60,
            Statistic="Sum",
            Threshold=1,
        ),
        "a parameter": calling("ssm", "put_parameter", Name="/cafe-orders-prod/x", Value="x", Type="String"),
    }
)
def test_devs_deploy_touches_nothing_of_prods_name_in_one_account(dev: Account, call: Call) -> None:
    dev.root.client("s3").create_bucket(Bucket=PRODS_SITE)

    assert_denied(dev.deploy(), call)


@each_of(
    {
        "its roles' state": put(STATE, "github_oidc/terraform.tfstate"),
        "the buckets' state": put(STATE, "state_backend/terraform.tfstate"),
        "its own role": on_role("cafe-orders-dev-deploy"),
        "the plan's role": on_role("cafe-orders-dev-plan"),
        "whom its role trusts": calling(
            "iam", "update_assume_role_policy", RoleName="cafe-orders-dev-deploy", PolicyDocument=TRUST
        ),
        "the boundary": calling(
            "iam",
            "create_policy_version",
            PolicyArn="arn:aws:iam::111111111111:policy/cafe-orders-dev-boundary",
            PolicyDocument=ANYTHING,
        ),
        "a role's boundary": calling("iam", "delete_role_permissions_boundary", RoleName="cafe-orders-dev-order-api"),
        "its powers": calling(
            "iam",
            "attach_role_policy",
            RoleName="cafe-orders-dev-deploy",
            PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess",
        ),
        "the lock's protection": calling(
            "dynamodb", "update_table", TableName="cafe-orders-dev-lock", DeletionProtectionEnabled=False
        ),
        "all orders": calling("dynamodb", "delete_table", TableName="cafe-orders-dev-orders"),
        "who sees states": calling("s3", "put_bucket_policy", Bucket=STATE, Policy=ANYTHING),
        "what was planned": put(PLANS, "a-plan"),
        "users": calling("iam", "create_user", UserName="me"),
    }
)
def test_a_deploy_changes_nothing_that_it_stands_on(deployed_dev: Account, call: Call) -> None:
    assert_denied(deployed_dev.deploy(), call)


@pytest.mark.parametrize("role", [Account.deploy, Account.plan])
@each_of(
    {
        "writes": put(LOG, "AWSLogs/forged"),
        "reads": calling("s3", "get_object", Bucket=LOG, Key="AWSLogs/a-log"),
        "deletes": calling("s3", "delete_object", Bucket=LOG, Key="AWSLogs/a-log"),
    }
)
def test_no_role_of_a_workflow_reads_access_logs(
    deployed_dev: Account, role: Callable[[Account], Session], call: Call
) -> None:
    put(LOG, "AWSLogs/a-log")(deployed_dev.root)

    assert_denied(role(deployed_dev), call)


def test_a_deploy_deletes_no_customers(deployed_dev: Account) -> None:
    pool = deployed_dev.outputs()["identity"]["user_pool_id"]

    assert_denied(deployed_dev.deploy(), calling("cognito-idp", "delete_user_pool", UserPoolId=pool))


def test_a_role_made_by_a_deploy_can_not_go_beyond_the_boundary(deployed_dev: Account) -> None:
    name = "cafe-orders-dev-order-api"
    on_role(name)(deployed_dev.deploy())
    role = deployed_dev.root.client("iam").get_role(RoleName=name)["Role"]
    given = deployed_dev.root.client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="function")["Credentials"]
    function = Session(
        {
            "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
            "AWS_SESSION_TOKEN": given["SessionToken"],
        },
        deployed_dev.root.endpoint_url,
    )

    assert role["PermissionsBoundary"]["PermissionsBoundaryArn"].endswith(":policy/cafe-orders-dev-boundary")
    assert_denied(function, calling("s3", "list_buckets"))
    assert_denied(function, on_role("cafe-orders-dev-order-api"))
    deployed_dev.root.client("iam").delete_role_policy(RoleName=name, PolicyName="more")


@pytest.mark.parametrize("named", ["octocat/cafe-orders", "octocat@583231/cafe-orders@1296269"])
def test_the_repository_is_trusted_by_name_and_by_id(dev: Account, named: str) -> None:
    dev.assume("plan", f"repo:{named}:pull_request")
    dev.assume("plan", f"repo:{named}:ref:refs/heads/main")
    dev.assume("deploy", f"repo:{named}:environment:dev")


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        ("deploy", "repo:octocat/cafe-orders:pull_request"),
        ("deploy", "repo:octocat/cafe-orders:ref:refs/heads/main"),
        ("deploy", "repo:octocat/cafe-orders:environment:prod"),
        ("deploy", "repo:octocat/cafe-orders:environment:dev2"),
        ("deploy", "repo:octocat/other:environment:dev"),
        ("deploy", "repo:octocat@583231/cafe-orders@7:environment:dev"),
        ("deploy", "repo:mallory@1/cafe-orders@1296269:environment:dev"),
        ("plan", "repo:mallory/cafe-orders:pull_request"),
        ("plan", "repo:octocat/cafe-orders:ref:refs/heads/mine"),
        ("plan", "repo:octocat/cafe-orders:environment:dev"),
    ],
)
def test_no_other_token_gets_a_role(dev: Account, role: str, subject: str) -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        dev.assume(role, subject)


def test_a_token_for_another_audience_gets_no_role(dev: Account) -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        dev.assume("deploy", "repo:octocat/cafe-orders:environment:dev", "https://github.com/octocat")


def test_a_second_bootstrap_changes_nothing(dev: Account) -> None:
    again = dev.cafe(dev.root, "bootstrap", "dev", "--repository", "octocat@583231/cafe-orders@1296269")

    assert again.returncode == 0, again.stderr
    assert again.stdout.count("nothing to change") == 2


def test_a_dry_run_makes_nothing_even_when_something_would_change(dev: Account) -> None:
    dry = dev.cafe(dev.root, "bootstrap", "dev", "--repository", "mallory/cafe-orders", "--dry-run")

    assert 'update aws_iam_role.this["deploy"]' in dry.stdout
    with pytest.raises(ClientError, match="AccessDenied"):
        dev.assume("deploy", "repo:mallory/cafe-orders:environment:dev")


def test_credentials_of_another_account_are_refused(dev: Account) -> None:
    wrong = dev.cafe(dev.root, "bootstrap", "prod", "--repository", "octocat/cafe-orders")

    assert wrong.returncode == 1
    assert "account 111111111111; prod is account 222222222222" in wrong.stderr
