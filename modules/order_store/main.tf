locals {
  final_statuses = ["CANCELLED", "CONFIRMED", "REJECTED"]
  seconds_a_day  = 24 * 60 * 60

  visibility_timeout_seconds = 180 # 6 times the processor's timeout (Lambda Developer Guide, "Using Lambda with Amazon SQS")
  queue_retention_days       = 4
  dead_letter_retention_days = 14 # a dead letter keeps the age that it had in the queue, and SQS keeps nothing for longer

  inboxes = toset([for name in ["${var.name}-inbox"] : name if var.is_inbox_enabled])

  email_subscriptions = { for name, notification in var.email_notifications : name => {
    protocol = "email"
    endpoint = notification.address
    statuses = notification.statuses
  } }
  inbox_subscriptions = { for name in local.inboxes : name => {
    protocol = "sqs"
    endpoint = module.inbox[name].arn
    statuses = local.final_statuses
  } }
}

# Made with what it is for most of all, and used by the units behind it, too.
module "encryption_key" {
  source = "../encryption_key"

  description  = "Encrypts the orders of ${var.name}, their events, and settings and logs of what works on them."
  used_through = ["dynamodb", "lambda", "sns", "ssm"]
  log_groups   = ["/aws/apigateway/${var.name}-*", "/aws/lambda/${var.name}-*", "aws-waf-logs-${var.name}-*"]
}

resource "aws_dynamodb_table" "orders" {
  name                        = "${var.name}-orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "customer_id"
  range_key                   = "order_id"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"
  deletion_protection_enabled = var.is_protected

  attribute {
    name = "customer_id"
    type = "S"
  }

  attribute {
    name = "order_id"
    type = "S"
  }

  attribute {
    name = "created_at"
    type = "S"
  }

  # Local, so that a consistent read shows an order that was just placed.
  local_secondary_index {
    name            = "by_created_at"
    range_key       = "created_at"
    projection_type = var.is_index_complete ? "ALL" : "KEYS_ONLY"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.encryption_key.arn
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }
}

module "dead_letter_queue" {
  source = "../queue"

  name              = "${var.name}-orders-dlq"
  retention_seconds = local.dead_letter_retention_days * local.seconds_a_day
  tls_only          = var.tls_only
}

module "queue" {
  source = "../queue"

  name                       = "${var.name}-orders"
  retention_seconds          = local.queue_retention_days * local.seconds_a_day
  visibility_timeout_seconds = local.visibility_timeout_seconds
  tls_only                   = var.tls_only

  dead_letter = {
    queue_arn         = module.dead_letter_queue.arn
    max_receive_count = 5
  }
}

module "relay_failure_queue" {
  source = "../queue"

  name              = "${var.name}-order-relay-failures"
  retention_seconds = local.dead_letter_retention_days * local.seconds_a_day
  tls_only          = var.tls_only
}

module "topic" {
  source = "../topic"

  name          = "${var.name}-order-events"
  kms_key_id    = module.encryption_key.arn
  subscriptions = merge(local.email_subscriptions, local.inbox_subscriptions)
  tls_only      = var.tls_only
}

module "inbox" {
  source   = "../queue"
  for_each = local.inboxes

  name              = each.key
  retention_seconds = local.queue_retention_days * local.seconds_a_day
  tls_only          = var.tls_only

  senders = {
    OrderEvents = { service = "sns.amazonaws.com", source_arn = module.topic.arn }
  }
}
