"""A function that does nothing, behind a gateway of its own: what is left of a request when ours is taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.functions import local_name
from tests.support.tools.api_gateway import api_gateway
from tests.support.tools.zips import zip_of

NAME: Final = "load-empty"
CODE: Final = "def handle(event, context):\n    return {'statusCode': 202, 'body': '{}'}\n"


@contextmanager
def empty_function(aws: LocalAws, platform: Platform) -> Iterator[str]:
    """The address to POST to; all of it is gone afterwards."""
    role = aws.functions.get_function(FunctionName=local_name("api"))["Configuration"]["Role"]
    made = aws.functions.create_function(
        FunctionName=NAME,
        Runtime="python3.13",
        Handler="code.handle",
        Role=role,
        Code={"ZipFile": zip_of(CODE)},
        MemorySize=1024,
        Timeout=15,
    )
    gateway: Any = api_gateway(aws)
    api = gateway.create_rest_api(name=NAME)["id"]
    try:
        _connect(aws, gateway, api, made["FunctionArn"])
        yield f"{platform.endpoint_url}/_aws/execute-api/{api}/live/orders"
    finally:
        gateway.delete_rest_api(restApiId=api)
        aws.functions.delete_function(FunctionName=NAME)


def _connect(aws: LocalAws, gateway: Any, api: str, function: str) -> None:
    (root,) = gateway.get_resources(restApiId=api)["items"]
    resource = gateway.create_resource(restApiId=api, parentId=root["id"], pathPart="orders")["id"]
    method = {"restApiId": api, "resourceId": resource, "httpMethod": "POST"}
    gateway.put_method(**method, authorizationType="NONE")
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"
    gateway.put_integration(**method, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
    gateway.create_deployment(restApiId=api, stageName="live")
    aws.functions.add_permission(
        FunctionName=NAME, StatementId="gateway", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com"
    )
