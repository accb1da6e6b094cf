data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # Composed, so that the policy is part of the queue: each further level of SQS resources costs 25 s of an apply.
  arn = join(":", [
    "arn", data.aws_partition.current.partition, "sqs",
    data.aws_region.current.name, data.aws_caller_identity.current.account_id, var.name,
  ])

  tls_only = [for sid in ["DenyPlaintext"] : {
    Sid       = sid
    Effect    = "Deny"
    Principal = "*"
    Action    = "sqs:*"
    Resource  = local.arn
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  } if var.tls_only]

  senders = [for name, sender in var.senders : {
    Sid       = "Allow${name}"
    Effect    = "Allow"
    Principal = { Service = sender.service }
    Action    = "sqs:SendMessage"
    Resource  = local.arn
    Condition = { ArnEquals = { "aws:SourceArn" = sender.source_arn } }
  }]

  statements = concat(local.tls_only, local.senders)
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  message_retention_seconds  = var.retention_seconds
  visibility_timeout_seconds = var.visibility_timeout_seconds
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  policy = length(local.statements) == 0 ? null : jsonencode({
    Version   = "2012-10-17"
    Statement = local.statements
  })

  redrive_policy = var.dead_letter == null ? null : jsonencode({
    deadLetterTargetArn = var.dead_letter.queue_arn
    maxReceiveCount     = var.dead_letter.max_receive_count
  })
}
