data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # CloudFront, and the firewall in front of it, tell their metrics in one region only.
  is_global_region = data.aws_region.current.name == "us-east-1"

  # As services/orders/metrics.py has them; a test compares.
  business_namespace = "CafeOrders"
  business_dimensions = { for key in keys(var.functions) : key => {
    service     = key
    environment = var.name
  } }
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
