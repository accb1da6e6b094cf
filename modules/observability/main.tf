data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  queue_alarms = {
    orders-dlq-not-empty = {
      description = "Orders that nobody could decide wait in the dead letter queue. Look at the processor's log, then `cafe redrive`."
      queue_name  = var.queue_names.dead_letter
      metric_name = "ApproximateNumberOfMessagesVisible"
      threshold   = 0
    }
    relay-failures-not-empty = {
      description = "The relay gave up on a batch of the stream: orders are not queued or events not sent. Look at the relay's log, then `cafe reconcile`."
      queue_name  = var.queue_names.relay_failure
      metric_name = "ApproximateNumberOfMessagesVisible"
      threshold   = 0
    }
    orders-waiting = {
      description = "The oldest order in the queue waits for too long to be decided. Look at the processor's errors and throttles."
      queue_name  = var.queue_names.orders
      metric_name = "ApproximateAgeOfOldestMessage"
      threshold   = var.oldest_order_seconds
    }
  }
}

# CloudWatch can't publish through AWS's own key for SNS.
resource "aws_kms_key" "alarms" {
  for_each = toset([for name in ["${var.name}-alarms"] : name if var.are_alarms_evaluated])

  description             = "Encrypts the alarms of ${var.name}."
  enable_key_rotation     = true
  deletion_window_in_days = 7

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "LetTheAccountAdminister"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "LetAlarmsPublish"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

module "alarm_topic" {
  source = "../topic"

  name               = "${var.name}-alarms"
  kms_key_id         = one([for key in aws_kms_key.alarms : key.arn])
  publisher_services = [for service in ["cloudwatch.amazonaws.com"] : service if var.are_alarms_evaluated]
  tls_only           = var.tls_only

  subscriptions = { for name, address in var.alarm_emails : name => {
    protocol = "email"
    endpoint = address
  } }
}

resource "aws_cloudwatch_metric_alarm" "queues" {
  for_each = local.queue_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/SQS"
  metric_name         = each.value.metric_name
  dimensions          = { QueueName = each.value.queue_name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.alarm_topic.arn]
  ok_actions          = [module.alarm_topic.arn]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [for index, alarm in values(local.queue_alarms) : {
      type   = "metric"
      x      = 8 * index
      y      = 0
      width  = 8
      height = 6
      properties = {
        title   = alarm.queue_name
        region  = data.aws_region.current.name
        stat    = "Maximum"
        period  = 60
        metrics = [["AWS/SQS", alarm.metric_name, "QueueName", alarm.queue_name]]
      }
    }]
  })
}
