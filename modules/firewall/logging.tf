locals {
  logs = toset([for name in ["aws-waf-logs-${var.name}"] : name if var.is_complete])
}

module "log_group" {
  source   = "../log_group"
  for_each = local.logs

  name           = each.key
  retention_days = var.log_retention_days
  kms_key_arn    = var.kms_key_arn
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  for_each = local.logs

  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [module.log_group[each.key].arn]

  dynamic "redacted_fields" {
    for_each = local.secret_header_names

    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }

  # What passes is in the access logs already; here is what was refused, or would have been.
  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }

      condition {
        action_condition {
          action = "EXCLUDED_AS_COUNT"
        }
      }
    }
  }
}
