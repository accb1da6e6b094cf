# Outputs of a unit that is not applied yet, by the unit's name: what a plan gives to the units that depend on it.
locals {
  settings  = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  functions = jsondecode(file("${get_repo_root()}/services/functions.json"))
  arns      = { for service in ["cognito-idp", "dynamodb", "kms", "sns", "sqs"] : service => "arn:aws:${service}:us-east-1:${local.settings.account_id}" }
  queues = { for name in ["orders", "orders-dlq", "order-relay-failures"] : name => {
    name                       = "mocked-${name}"
    arn                        = "${local.arns["sqs"]}:mocked-${name}"
    url                        = "https://sqs.us-east-1.amazonaws.com/${local.settings.account_id}/mocked-${name}"
    visibility_timeout_seconds = 180
  } }

  identity = {
    user_pool_id  = "us-east-1_MockedPool"
    user_pool_arn = "${local.arns["cognito-idp"]}:userpool/us-east-1_MockedPool"
    issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_MockedPool"
    hosted_ui_url = "https://mocked.auth.us-east-1.amazoncognito.com"
    scopes        = ["orders/read", "orders/write"]
  }

  order_store = {
    table = {
      name       = "mocked-orders"
      arn        = "${local.arns["dynamodb"]}:table/mocked-orders"
      stream_arn = "${local.arns["dynamodb"]}:table/mocked-orders/stream/2026-01-01T00:00:00.000"
      index_arn  = "${local.arns["dynamodb"]}:table/mocked-orders/index/by_created_at"
    }
    queue               = local.queues["orders"]
    dead_letter_queue   = local.queues["orders-dlq"]
    relay_failure_queue = local.queues["order-relay-failures"]
    topic_arn           = "${local.arns["sns"]}:mocked-order-events"
    topic_name          = "mocked-order-events"
    kms_key_arn         = "${local.arns["kms"]}:key/mocked"
  }

  order_service = {
    functions = { for name in keys(local.functions) : name => {
      name           = "mocked-${replace(name, "_", "-")}"
      log_group_name = "/aws/lambda/mocked-${replace(name, "_", "-")}"
    } }
    api = {
      name                  = "mocked-orders"
      stage_name            = "live"
      access_log_group_name = "/aws/apigateway/mocked-orders"
    }
    api_origin = {
      domain_name = "mocked.execute-api.us-east-1.amazonaws.com"
      path        = "/live"
      http_port   = null

      viewer_address_header = "X-Viewer-Address"
      secret_header         = "X-Origin-Secret"
      secrets_path          = null # there is no secret to read yet
    }
    firewall_name = "mocked-api"
  }

  website = {
    distribution_id = "EMOCKEDDISTRIBUTION"
    firewall_name   = "mocked-site"
  }
}
