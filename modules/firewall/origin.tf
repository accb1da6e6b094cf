# A group of its own: it holds the secrets, so that a plan can still show every other rule.
resource "aws_wafv2_rule_group" "origin" {
  for_each = local.origin_headers

  name        = "${var.name}-origin"
  description = "Refuses what did not come through CloudFront."
  scope       = var.scope
  capacity    = 20

  rule {
    name     = "without-the-secret"
    priority = 0

    action {
      block {}
    }

    statement {
      not_statement {
        statement {
          or_statement {
            dynamic "statement" {
              for_each = var.origin_secrets

              content {
                byte_match_statement {
                  search_string         = statement.value
                  positional_constraint = "EXACTLY"

                  field_to_match {
                    single_header {
                      name = lower(each.key)
                    }
                  }

                  text_transformation {
                    priority = 0
                    type     = "NONE"
                  }
                }
              }
            }
          }
        }
      }
    }

    visibility_config {
      metric_name                = "without-the-secret"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    metric_name                = "${var.name}-origin"
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = false
  }
}
