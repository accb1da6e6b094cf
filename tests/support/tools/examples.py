"""A described platform."""

from cafe.platform import Customer, Platform

PLATFORM = Platform(
    site_url="http://d1.cloudfront.localhost:4566",
    api_url="http://127.0.0.1:4566/_aws/execute-api/a1/live/api",
    hosted_ui_url="http://127.0.0.1:4566",
    token_url="http://127.0.0.1:4566/oauth2/token",
    client_id="c1",
    redirect_uri="http://d1.cloudfront.localhost:4566/callback",
    endpoint_url="http://127.0.0.1:4566",
    region="us-east-1",
    account_id="000000000000",
    user_pool_id="us-east-1_1",
    table="orders",
    queue_url="q",
    dlq_url="d",
    inbox_url="i",
    relay_failure_queue_url="f",
    topic_arn="t",
    users=(Customer("ada@cafe.example", "secret"),),
)
