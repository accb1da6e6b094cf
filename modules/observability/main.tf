data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # CloudFront, and the firewall in front of it, tell their metrics in one region only.
  is_global_region = data.aws_region.current.name == "us-east-1"

  # As services/orders/runtime/metrics.py has them; a test compares.
  business_namespace = "CafeOrders"
  business_dimensions = { for trigger, name in local.by_trigger : trigger => {
    service     = name
    environment = var.name
  } }

  by_trigger = { for trigger in local.triggers : trigger => one([for name, function in var.functions : name if function.trigger == trigger]) }
  triggers   = ["api", "stream", "queue"] # in the order of an order's way
}

# CloudWatch can't publish through AWS's own key for SNS. Not the orders' key: what is wrong with that one has to be told.
module "alarm_key" {
  source   = "../encryption_key"
  for_each = toset([for name in ["${var.name}-alarms"] : name if var.are_alarms_evaluated])

  description = "Encrypts the alarms of ${var.name}."
  publishers  = ["cloudwatch.amazonaws.com"]
}

module "alarm_topic" {
  source = "../topic"

  name               = "${var.name}-alarms"
  kms_key_id         = one([for key in module.alarm_key : key.arn])
  publisher_services = [for service in ["cloudwatch.amazonaws.com"] : service if var.are_alarms_evaluated]
  tls_only           = var.tls_only

  subscriptions = { for name, address in var.alarm_emails : name => {
    protocol = "email"
    endpoint = address
  } }
}
