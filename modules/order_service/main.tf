data "aws_region" "current" {}

locals {
  function_memory_mb = 1024

  # Each outlasts its calls of AWS, of 11 seconds at most, and ends before whoever waits for it gives up (README).
  timeout_seconds = { order_api = 15, order_relay = 45, order_processor = 30 }

  api_path = "/_aws/execute-api/${module.rest_api.id}/${module.rest_api.stage_name}"
  api_host = "${module.rest_api.id}.execute-api.${data.aws_region.current.name}.amazonaws.com"
  api_url  = var.local_aws_url == null ? "https://${local.api_host}/${module.rest_api.stage_name}" : "${var.local_aws_url}${local.api_path}"

  # AWS grants a batch by the action of one message; the local AWS asks for the batch's own name as well.
  send_message = concat(["sqs:SendMessage"], [for url in [var.local_aws_url] : "sqs:SendMessageBatch" if url != null])
  publish      = concat(["sns:Publish"], [for url in [var.local_aws_url] : "sns:PublishBatch" if url != null])

  functions = {
    order_api = {
      description = "Answers the HTTP API with one conditional write at most."
      timeout     = local.timeout_seconds.order_api
      environment = {
        TABLE_NAME           = var.table.name
        ORDER_RETENTION_DAYS = tostring(var.order_retention_days)
      }
      statements = {
        ReadAndWriteOrders = {
          actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
          resources = [var.table.arn]
        }
        ListOrders = {
          actions   = ["dynamodb:Query"]
          resources = [var.table.index_arn]
        }
      }
    }
    order_relay = {
      description = "Publishes the table's stream: orders received to the queue, changes of status to the topic."
      timeout     = local.timeout_seconds.order_relay
      environment = {
        QUEUE_URL         = var.queue.url
        TOPIC_ARN         = var.topic_arn
        FAILURE_QUEUE_URL = var.relay_failure_queue.url
      }
      statements = {
        ReadStream = {
          actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
          resources = [var.table.stream_arn]
        }
        Enqueue = {
          actions   = local.send_message
          resources = [var.queue.arn]
        }
        ReportFailures = {
          actions   = local.send_message
          resources = [var.relay_failure_queue.arn]
        }
        PublishEvents = {
          actions   = local.publish
          resources = [var.topic_arn]
        }
      }
    }
    order_processor = {
      description = "Decides orders of the queue with one conditional update each."
      timeout     = local.timeout_seconds.order_processor
      environment = {
        TABLE_NAME = var.table.name
      }
      statements = {
        DecideOrders = {
          actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
          resources = [var.table.arn]
        }
        TakeFromQueue = {
          actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
          resources = [var.queue.arn]
        }
      }
    }
  }
}

module "functions" {
  source   = "../lambda_function"
  for_each = local.functions

  name                 = "${var.name}-${replace(each.key, "_", "-")}"
  description          = each.value.description
  package_path         = "${var.packages_path}/${each.key}.zip"
  handler              = "${each.key}.handler.handle"
  environment          = merge(each.value.environment, { ENVIRONMENT = var.name, POWERTOOLS_SERVICE_NAME = each.key })
  statements           = each.value.statements
  timeout_seconds      = each.value.timeout
  memory_mb            = local.function_memory_mb
  architecture         = var.architecture
  is_snap_started      = contains(var.snap_started, each.key)
  reserved_concurrency = lookup(var.reserved_concurrency, each.key, -1)
  tracing_mode         = var.tracing_mode
  log_retention_days   = var.log_retention_days
  kms_key_arn          = var.kms_key_arn
  permissions_boundary = var.permissions_boundary
}

# The relay raises when any entry of a batch was not taken: the batch is tried again, halved, and given up at last.
resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn                   = var.table.stream_arn
  function_name                      = module.functions["order_relay"].alias_arn
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
  function_name                      = module.functions["order_processor"].alias_arn
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
  function                = module.functions["order_api"]
  user_pool_arn           = var.user_pool_arn
  throttle                = var.throttle
  cache_size_gb           = var.cache_size_gb
  cached_routes           = ["GET /api/menu"]
  explains_invalid_bodies = var.local_aws_url == null
  tracing_mode            = var.tracing_mode
  log_retention_days      = var.log_retention_days
  kms_key_arn             = var.kms_key_arn
  permissions_boundary    = var.permissions_boundary
}
