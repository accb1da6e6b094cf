# The functions of services/functions.json: names there refer to what this module is given.
locals {
  function_memory_mb = 1024

  references = {
    "order_retention_days"    = tostring(var.order_retention_days)
    "queue.arn"               = var.queue.arn
    "queue.url"               = var.queue.url
    "relay_failure_queue.arn" = var.relay_failure_queue.arn
    "relay_failure_queue.url" = var.relay_failure_queue.url
    "table.arn"               = var.table.arn
    "table.index_arn"         = var.table.index_arn
    "table.name"              = var.table.name
    "table.stream_arn"        = var.table.stream_arn
    "topic.arn"               = var.topic_arn
  }

  triggers   = ["api", "queue", "stream"]
  by_trigger = { for trigger in local.triggers : trigger => one([for name, function in var.functions : name if function.trigger == trigger]) }

  # AWS grants a batch by the action of one message; the local AWS requires the action of the batch as well.
  batch_actions = var.local_aws_url == null ? {} : { "sns:Publish" = "sns:PublishBatch", "sqs:SendMessage" = "sqs:SendMessageBatch" }

  environments = { for name, function in var.functions : name => merge(
    { for variable, reference in function.environment : variable => local.references[reference] },
    { ENVIRONMENT = var.name, POWERTOOLS_SERVICE_NAME = name },
  ) }
  statements = { for name, function in var.functions : name => { for sid, permission in function.permissions : sid => {
    actions   = concat(tolist(permission.actions), [for action in permission.actions : local.batch_actions[action] if contains(keys(local.batch_actions), action)])
    resources = [local.references[permission.resource]]
  } } }
}

module "functions" {
  source   = "../lambda_function"
  for_each = var.functions

  name                 = "${var.name}-${replace(each.key, "_", "-")}"
  description          = each.value.description
  package_path         = "${var.packages_path}/${each.key}.zip"
  handler              = each.value.handler
  timeout_seconds      = each.value.timeout_seconds
  memory_mb            = local.function_memory_mb
  architecture         = var.architecture
  is_snap_started      = contains(var.snap_started, each.value.trigger)
  reserved_concurrency = lookup(var.reserved_concurrency, each.value.trigger, -1)
  is_traced            = var.is_traced
  log_retention_days   = var.log_retention_days
  kms_key_arn          = var.kms_key_arn
  permissions_boundary = var.permissions_boundary
  environment          = local.environments[each.key]
  statements           = local.statements[each.key]
}
