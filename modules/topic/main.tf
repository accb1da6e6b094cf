data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # Composed, so that policies and subscribers can name the topic before it exists.
  arn = join(":", [
    "arn", data.aws_partition.current.partition, "sns",
    data.aws_region.current.name, data.aws_caller_identity.current.account_id, var.name,
  ])

  tls_only = [for sid in ["DenyPlaintext"] : {
    Sid       = sid
    Effect    = "Deny"
    Principal = "*"
    Action    = "sns:Publish"
    Resource  = local.arn
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  } if var.tls_only]

  publishers = [for service in var.publisher_services : {
    Sid       = "Allow${title(replace(split(".", service)[0], "-", ""))}"
    Effect    = "Allow"
    Principal = { Service = service }
    Action    = "sns:Publish"
    Resource  = local.arn
    Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
  }]

  statements = concat(local.tls_only, local.publishers)
}

resource "aws_sns_topic" "this" {
  name              = var.name
  kms_master_key_id = var.kms_key_id

  policy = length(local.statements) == 0 ? null : jsonencode({
    Version   = "2012-10-17"
    Statement = local.statements
  })
}

resource "aws_sns_topic_subscription" "this" {
  for_each = var.subscriptions

  topic_arn            = aws_sns_topic.this.arn
  protocol             = each.value.protocol
  endpoint             = each.value.endpoint
  filter_policy_scope  = each.value.statuses == null ? null : "MessageAttributes"
  filter_policy        = each.value.statuses == null ? null : jsonencode({ status = sort(each.value.statuses) })
  raw_message_delivery = each.value.protocol == "sqs"
}
