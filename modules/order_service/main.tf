data "aws_region" "current" {}

locals {
  api_path = "/_aws/execute-api/${module.rest_api.id}/${module.rest_api.stage_name}"
  api_host = "${module.rest_api.id}.execute-api.${data.aws_region.current.name}.amazonaws.com"
  api_url  = var.local_aws_url == null ? "https://${local.api_host}/${module.rest_api.stage_name}" : "${var.local_aws_url}${local.api_path}"
}

# The relay raises when any entry of a batch was not taken: the batch is tried again, halved, and given up at last.
resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn                   = var.table.stream_arn
  function_name                      = module.functions[local.by_trigger["stream"]].alias_arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 10
  bisect_batch_on_function_error     = true
  maximum_record_age_in_seconds      = 6 * 60 * 60
  maximum_retry_attempts             = 100
  maximum_batching_window_in_seconds = 0

  destination_config {
    on_failure {
      destination_arn = var.relay_failure_queue.arn
    }
  }

  # An expired order that DynamoDB removes is no event.
  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT", "MODIFY"] })
    }
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn                   = var.queue.arn
  function_name                      = module.functions[local.by_trigger["queue"]].alias_arn
  batch_size                         = 10
  maximum_batching_window_in_seconds = 0
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.processor_concurrency
  }
}

module "rest_api" {
  source = "../rest_api"

  name                    = "${var.name}-orders"
  description             = "Café Orders: the menu, and each customer's own orders."
  routes                  = var.routes
  schemas                 = var.schemas
  function                = module.functions[local.by_trigger["api"]]
  user_pool_arn           = var.user_pool_arn
  throttle                = var.throttle
  cache_size_gb           = var.cache_size_gb
  cached_routes           = ["GET /api/menu"]
  explains_invalid_bodies = var.local_aws_url == null
  is_traced               = var.is_traced
  log_retention_days      = var.log_retention_days
  kms_key_arn             = var.kms_key_arn
  permissions_boundary    = var.permissions_boundary
}
