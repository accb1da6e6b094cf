locals {
  is_blocking = var.mode == "block"

  # What is to be done with a request that a rule of our own matches, as the names of the blocks that say it.
  blocks = toset([for action in ["block"] : action if local.is_blocking])
  counts = toset([for action in ["count"] : action if !local.is_blocking])

  managed_rule_groups = {
    ip-reputation = { group = "AWSManagedRulesAmazonIpReputationList", priority = 10, is_blocking = local.is_blocking, left_to_us = [] }
    # Its limit of 8 KiB is not the API's.
    core = { group = "AWSManagedRulesCommonRuleSet", priority = 60, is_blocking = local.is_blocking, left_to_us = ["SizeRestrictions_BODY"] }
    # Only ever counts: guests use VPNs, and the pipeline orders from a hosting provider. It shows when an attack does.
    anonymous-address = { group = "AWSManagedRulesAnonymousIpList", priority = 70, is_blocking = false, left_to_us = [] }
  }

  rates = {
    requests-per-address = { limit = var.rates.requests, priority = 20, scopes = [] }
    orders-per-address   = { limit = var.rates.orders, priority = 30, scopes = ["POST /api/orders"] }
  }

  # Who connects to the API's stage is CloudFront: the visitor's address comes in a header that CloudFront writes.
  address_headers = toset([for header in [var.viewer_address_header] : header if header != null])

  # What it says itself when it refuses.
  problems = { for key, problem in {
    too-large         = { status = 413, title = "Content Too Large", detail = "The body is larger than any order." }
    too-many-requests = { status = 429, title = "Too Many Requests", detail = "Too many requests: try again in five minutes." }
  } : key => problem if local.is_blocking && var.is_complete }

  origin_headers = toset([for header in [var.origin_header] : header if header != null])

  secret_header_names = concat(["authorization", "cookie"], [for header in local.origin_headers : lower(header)])
}

resource "aws_wafv2_web_acl" "this" {
  name        = var.name
  description = var.description
  scope       = var.scope

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = aws_wafv2_rule_group.origin

    content {
      name     = "only-through-cloudfront"
      priority = 0

      override_action {
        dynamic "none" {
          for_each = local.blocks
          content {}
        }

        dynamic "count" {
          for_each = local.counts
          content {}
        }
      }

      statement {
        rule_group_reference_statement {
          arn = rule.value.arn
        }
      }

      visibility_config {
        metric_name                = "only-through-cloudfront"
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = false
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rule_groups

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        dynamic "none" {
          for_each = toset([for action in ["none"] : action if rule.value.is_blocking])
          content {}
        }

        dynamic "count" {
          for_each = toset([for action in ["count"] : action if !rule.value.is_blocking])
          content {}
        }
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value.group

          dynamic "rule_action_override" {
            for_each = toset(rule.value.left_to_us)

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = rule.key
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = false
      }
    }
  }

  # Blocks from the first day: no guest sends what it looks for. A block of its own, so that scanners of the code see it.
  rule {
    name     = "known-bad-inputs"
    priority = 50

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      metric_name                = "known-bad-inputs"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = false
    }
  }

  dynamic "rule" {
    for_each = local.rates

    content {
      name     = rule.key
      priority = rule.value.priority

      action {
        dynamic "block" {
          for_each = local.blocks

          content {
            dynamic "custom_response" {
              for_each = { for key, problem in local.problems : key => problem if key == "too-many-requests" }

              content {
                response_code            = custom_response.value.status
                custom_response_body_key = custom_response.key

                response_header {
                  name  = "Retry-After"
                  value = "300"
                }
              }
            }
          }
        }

        dynamic "count" {
          for_each = local.counts
          content {}
        }
      }

      statement {
        rate_based_statement {
          limit                 = rule.value.limit
          evaluation_window_sec = 300
          aggregate_key_type    = var.viewer_address_header == null ? "IP" : "FORWARDED_IP"

          dynamic "forwarded_ip_config" {
            for_each = local.address_headers

            content {
              header_name       = forwarded_ip_config.value
              fallback_behavior = "NO_MATCH"
            }
          }

          dynamic "scope_down_statement" {
            for_each = toset(rule.value.scopes)

            content {
              and_statement {
                statement {
                  byte_match_statement {
                    search_string         = split(" ", scope_down_statement.value)[0]
                    positional_constraint = "EXACTLY"

                    field_to_match {
                      method {}
                    }

                    text_transformation {
                      priority = 0
                      type     = "NONE"
                    }
                  }
                }

                # At the stage the path starts with the stage's name.
                statement {
                  byte_match_statement {
                    search_string         = split(" ", scope_down_statement.value)[1]
                    positional_constraint = "ENDS_WITH"

                    field_to_match {
                      uri_path {}
                    }

                    text_transformation {
                      priority = 0
                      type     = "URL_DECODE"
                    }

                    text_transformation {
                      priority = 1
                      type     = "NORMALIZE_PATH"
                    }
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = rule.key
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = false
      }
    }
  }

  rule {
    name     = "body-size"
    priority = 40

    action {
      dynamic "block" {
        for_each = local.blocks

        content {
          dynamic "custom_response" {
            for_each = { for key, problem in local.problems : key => problem if key == "too-large" }

            content {
              response_code            = custom_response.value.status
              custom_response_body_key = custom_response.key
            }
          }
        }
      }

      dynamic "count" {
        for_each = local.counts
        content {}
      }
    }

    statement {
      size_constraint_statement {
        comparison_operator = "GT"
        size                = 16384

        # What the firewall reads of a body ends here, too: a body that goes on is too large.
        field_to_match {
          body {
            oversize_handling = "MATCH"
          }
        }

        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }

    visibility_config {
      metric_name                = "body-size"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = false
    }
  }

  dynamic "custom_response_body" {
    for_each = local.problems

    content {
      key          = custom_response_body.key
      content_type = "APPLICATION_JSON"
      content      = jsonencode(merge({ type = "about:blank" }, custom_response_body.value))
    }
  }

  visibility_config {
    metric_name                = var.name
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = false
  }
}
