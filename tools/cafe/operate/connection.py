"""A platform wherever it runs: the one on this machine, or that of an environment as its state describes it."""

from dataclasses import dataclass

from cafe.aws import Aws, LocalAws
from cafe.aws_errors import checked_access
from cafe.checkout import Workspace
from cafe.environments import LOCAL, LiveEnvironment, live_environment
from cafe.platform import Customer, Platform, load_platform
from cafe.terraform_state import Outputs, read_outputs


@dataclass(frozen=True)
class Deployed:
    """A platform with its addresses, and clients of its account."""

    platform: Platform
    aws: Aws


def deployed(space: Workspace, environment: str = LOCAL.name) -> Deployed:
    """Raises CafeError when it is not there, or with these credentials not to be seen."""
    if environment == LOCAL.name:
        platform = load_platform(space)
        return Deployed(platform, LocalAws(platform.endpoint_url))
    live = live_environment(space, environment)
    access = checked_access(live)
    return Deployed(describe(read_outputs(access, live), live, access.endpoint_url), access.aws)


def describe(outputs: Outputs, live: LiveEnvironment, endpoint_url: str, users: tuple[Customer, ...] = ()) -> Platform:
    """The platform that Terraform's outputs are of.

    On AWS the API is called where guests call it, behind the content delivery network; the local AWS has an address
    for it that needs no special host.
    """
    website, identity, store = outputs["website"], outputs["identity"], outputs["order_store"]
    return Platform(
        site_url=website["site_url"],
        api_url=outputs["order_service"]["api_url"] if endpoint_url else f"{website['site_url']}/api",
        hosted_ui_url=identity["hosted_ui_url"],
        token_url=website["config"]["token_endpoint"],
        client_id=website["config"]["client_id"],
        redirect_uri=website["config"]["redirect_uri"],
        endpoint_url=endpoint_url,
        region=live.region,
        account_id=live.account_id,
        user_pool_id=identity["user_pool_id"],
        table=store["table"]["name"],
        queue_url=store["queue"]["url"],
        dlq_url=store["dead_letter_queue"]["url"],
        inbox_url=store.get("inbox_url") or "",
        users=users,
        relay_failure_queue_url=store["relay_failure_queue"]["url"],
        topic_arn=store["topic_arn"],
    )
