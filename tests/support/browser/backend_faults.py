"""The API behind the page, changed during a test; each change is put back, whatever happens."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import requests

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.functions import local_name

ORDER_API = local_name("api")
ALIAS = "live"
MENU = "orders/domain/menu.json"

Menu = dict[str, Any]


@contextmanager
def another_menu(aws: LocalAws, change: Callable[[Menu], str]) -> Iterator[None]:
    """The API serves what `change` makes of its menu; text that is no menu makes it fail."""
    usual = aws.functions.get_alias(FunctionName=ORDER_API, Name=ALIAS)["FunctionVersion"]
    code = _code_of(aws, usual)
    changed = _deploy(aws, _with_menu(code, change))
    aws.functions.update_alias(FunctionName=ORDER_API, Name=ALIAS, FunctionVersion=changed)
    try:
        yield
    finally:
        aws.functions.update_alias(FunctionName=ORDER_API, Name=ALIAS, FunctionVersion=usual)
        aws.functions.update_function_code(FunctionName=ORDER_API, ZipFile=code)


def empty(menu: Menu) -> str:
    return json.dumps(menu | {"items": []})


def without(item_id: str) -> Callable[[Menu], str]:
    """A menu on which a drink is sold out."""

    def sell_out(menu: Menu) -> str:
        items = [item | {"available": item["available"] and item["item_id"] != item_id} for item in menu["items"]]
        return json.dumps(menu | {"items": items})

    return sell_out


def broken(_: Menu) -> str:
    return "no menu at all"


@contextmanager
def without_configuration(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """The site lacks its config.json, as before the first deploy."""
    bucket = _bucket_of(aws, platform)
    kept = aws.s3.get_object(Bucket=bucket, Key="config.json")
    content = kept["Body"].read()
    aws.s3.delete_object(Bucket=bucket, Key="config.json")
    try:
        yield
    finally:
        aws.s3.put_object(
            Bucket=bucket,
            Key="config.json",
            Body=content,
            ContentType=kept["ContentType"],
            CacheControl=kept["CacheControl"],
        )


def _bucket_of(aws: LocalAws, platform: Platform) -> str:
    host = platform.site_url.split("//")[1].split(".")[0]
    distributions = aws.cloudfront.list_distributions()["DistributionList"].get("Items", [])
    (ours,) = [each for each in distributions if each["DomainName"].startswith(f"{host}.")]
    (site,) = [origin["DomainName"] for origin in ours["Origins"]["Items"] if origin["Id"] == "site"]
    return site.split(".s3")[0]


def _code_of(aws: LocalAws, version: str) -> bytes:
    location = aws.functions.get_function(FunctionName=ORDER_API, Qualifier=version)["Code"]["Location"]
    answer = requests.get(location, timeout=30)
    answer.raise_for_status()
    return answer.content


def _with_menu(code: bytes, change: Callable[[Menu], str]) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(code)) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, change(json.loads(content)) if member.filename == MENU else content)
    return changed.getvalue()


def _deploy(aws: LocalAws, code: bytes) -> str:
    return aws.functions.update_function_code(FunctionName=ORDER_API, ZipFile=code, Publish=True)["Version"]
