mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "takes_the_rules_in_order_of_their_cost_and_lets_the_rest_pass" {
  command = plan

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority } == {
      only-through-cloudfront = 0
      ip-reputation           = 10
      requests-per-address    = 20
      orders-per-address      = 30
      body-size               = 40
      known-bad-inputs        = 50
      core                    = 60
      anonymous-address       = 70
    }
    error_message = "The cheap rules come first, and no two have the same priority."
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.default_action[0].allow) == 1
    error_message = "What no rule matches is welcome."
  }

  assert {
    condition     = output.rule_names == sort([for rule in aws_wafv2_web_acl.this.rule : rule.name])
    error_message = "Alarms are set on the rules there are."
  }
}

run "has_the_managed_rules_of_aws" {
  command = plan

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.statement[0].managed_rule_group_statement[0].name if length(rule.statement[0].managed_rule_group_statement) == 1 } == {
      anonymous-address = "AWSManagedRulesAnonymousIpList"
      core              = "AWSManagedRulesCommonRuleSet"
      ip-reputation     = "AWSManagedRulesAmazonIpReputationList"
      known-bad-inputs  = "AWSManagedRulesKnownBadInputsRuleSet"
    }
    error_message = "The core set, known bad inputs, and addresses of ill repute."
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : [for override in rule.statement[0].managed_rule_group_statement[0].rule_action_override : override.name] if rule.name == "core"]) == ["SizeRestrictions_BODY"]
    error_message = "Of the core set only the limit of 8 KiB is left to the rule on body size."
  }
}

run "allows_each_address_so_many_requests_and_fewer_orders" {
  command = plan

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.statement[0].rate_based_statement[0].limit if length(rule.statement[0].rate_based_statement) == 1 } == { requests-per-address = 2000, orders-per-address = 100 }
    error_message = "The limits are those asked for."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].evaluation_window_sec == 300 if length(rule.statement[0].rate_based_statement) == 1])
    error_message = "They are counted over five minutes."
  }
}

run "counts_as_orders_only_what_is_posted_to_orders" {
  command = plan

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : length(rule.statement[0].rate_based_statement[0].scope_down_statement) if rule.name == "requests-per-address"]) == 0
    error_message = "Every request counts as a request."
  }

  assert {
    condition = one([for rule in aws_wafv2_web_acl.this.rule : [
      for part in rule.statement[0].rate_based_statement[0].scope_down_statement[0].and_statement[0].statement : [
        part.byte_match_statement[0].search_string,
        part.byte_match_statement[0].positional_constraint,
        length(part.byte_match_statement[0].field_to_match[0].method),
        length(part.byte_match_statement[0].field_to_match[0].uri_path),
      ]
    ] if rule.name == "orders-per-address"]) == [["POST", "EXACTLY", 1, 0], ["/api/orders", "ENDS_WITH", 0, 1]]
    error_message = "An order is a POST of /api/orders, with or without the stage's name before it."
  }

  assert {
    condition = one([for rule in aws_wafv2_web_acl.this.rule : toset([
      for transformation in rule.statement[0].rate_based_statement[0].scope_down_statement[0].and_statement[0].statement[1].byte_match_statement[0].text_transformation : transformation.type
    ]) if rule.name == "orders-per-address"]) == toset(["URL_DECODE", "NORMALIZE_PATH"])
    error_message = "A path that is written otherwise is the same path."
  }
}

run "knows_visitors_behind_cloudfront_by_the_header_that_cloudfront_writes" {
  command = plan

  assert {
    condition = alltrue([for rule in aws_wafv2_web_acl.this.rule :
      rule.statement[0].rate_based_statement[0].aggregate_key_type == "FORWARDED_IP" &&
      rule.statement[0].rate_based_statement[0].forwarded_ip_config[0].header_name == "X-Viewer-Address" &&
      rule.statement[0].rate_based_statement[0].forwarded_ip_config[0].fallback_behavior == "NO_MATCH"
    if length(rule.statement[0].rate_based_statement) == 1])
    error_message = "Otherwise all visitors of an edge location would share one limit."
  }
}

run "knows_visitors_at_the_edge_by_their_connection" {
  command = plan

  variables {
    scope                 = "CLOUDFRONT"
    viewer_address_header = null
    origin_header         = null
    origin_secrets        = {}
  }

  assert {
    condition = alltrue([for rule in aws_wafv2_web_acl.this.rule :
      rule.statement[0].rate_based_statement[0].aggregate_key_type == "IP" && length(rule.statement[0].rate_based_statement[0].forwarded_ip_config) == 0
    if length(rule.statement[0].rate_based_statement) == 1])
    error_message = "A header could be written by anyone."
  }

  assert {
    condition     = aws_wafv2_web_acl.this.scope == "CLOUDFRONT" && length(aws_wafv2_rule_group.origin) == 0 && !contains([for rule in aws_wafv2_web_acl.this.rule : rule.name], "only-through-cloudfront")
    error_message = "Visitors need no secret."
  }
}

run "takes_a_body_as_large_as_the_api_takes" {
  command = plan

  assert {
    condition = one([for rule in aws_wafv2_web_acl.this.rule :
      rule.statement[0].size_constraint_statement[0].comparison_operator == "GT" &&
      rule.statement[0].size_constraint_statement[0].size == 16384 &&
      rule.statement[0].size_constraint_statement[0].field_to_match[0].body[0].oversize_handling == "MATCH"
    if rule.name == "body-size"])
    error_message = "A larger body is refused, however much of it the firewall reads."
  }
}

run "refuses_when_it_blocks" {
  command = plan

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.name == "anonymous-address" || (length(rule.override_action) == 1 ? length(rule.override_action[0].none) == 1 && length(rule.override_action[0].count) == 0 : length(rule.action[0].block) == 1 && length(rule.action[0].count) == 0)])
    error_message = "Every rule blocks but the one on guests who hide their address."
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : length(rule.override_action[0].count) if rule.name == "anonymous-address"]) == 1
    error_message = "A guest may use a VPN."
  }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.action[0].block[0].custom_response[0].response_code if length(rule.action) == 1 } == { requests-per-address = 429, orders-per-address = 429, body-size = 413 }
    error_message = "Who comes too often or brings too much is told so."
  }

  assert {
    condition     = alltrue([for body in aws_wafv2_web_acl.this.custom_response_body : body.content_type == "APPLICATION_JSON" && toset(keys(jsondecode(body.content))) == toset(["type", "title", "status", "detail"])])
    error_message = "The firewall's own answers are problem details."
  }
}

run "only_counts_when_it_counts" {
  command = plan

  variables {
    mode = "count"
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.rule) == 8 && alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.name == "known-bad-inputs" || (length(rule.override_action) == 1 ? length(rule.override_action[0].count) == 1 && length(rule.override_action[0].none) == 0 : length(rule.action[0].count) == 1 && length(rule.action[0].block) == 0)])
    error_message = "No rule refuses anything but what no guest sends."
  }
}

run "requires_one_of_the_secrets_in_the_header" {
  command = plan

  assert {
    condition = toset([for statement in one(aws_wafv2_rule_group.origin["X-Origin-Secret"].rule).statement[0].not_statement[0].statement[0].or_statement[0].statement : [
      statement.byte_match_statement[0].search_string,
      statement.byte_match_statement[0].positional_constraint,
      statement.byte_match_statement[0].field_to_match[0].single_header[0].name,
      ]]) == toset([
      ["the-old-one", "EXACTLY", "x-origin-secret"],
      ["the-present-one", "EXACTLY", "x-origin-secret"],
      ["the-next-one", "EXACTLY", "x-origin-secret"],
    ])
    error_message = "While a secret is replaced, the old and the new one are both taken."
  }

  assert {
    condition     = length(one(aws_wafv2_rule_group.origin["X-Origin-Secret"].rule).action[0].block) == 1
    error_message = "Who has none of them did not come through CloudFront."
  }
}

run "logs_what_it_refused_without_what_is_secret" {
  command = plan

  assert {
    condition     = keys(aws_wafv2_web_acl_logging_configuration.this) == ["aws-waf-logs-cafe-orders-test-api"]
    error_message = "AWS WAF writes only to log groups whose name starts with aws-waf-logs-."
  }

  assert {
    condition     = toset([for field in aws_wafv2_web_acl_logging_configuration.this["aws-waf-logs-cafe-orders-test-api"].redacted_fields : field.single_header[0].name]) == toset(["authorization", "cookie", "x-origin-secret"])
    error_message = "Tokens, cookies and the origin's secret are in no log."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : !rule.visibility_config[0].sampled_requests_enabled && rule.visibility_config[0].cloudwatch_metrics_enabled])
    error_message = "Samples would show the headers that the log leaves out; metrics show nobody."
  }

  assert {
    condition     = aws_wafv2_web_acl_logging_configuration.this["aws-waf-logs-cafe-orders-test-api"].logging_filter[0].default_behavior == "DROP" && toset(flatten([for filter in aws_wafv2_web_acl_logging_configuration.this["aws-waf-logs-cafe-orders-test-api"].logging_filter[0].filter : [for condition in filter.condition : condition.action_condition[0].action]])) == toset(["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"])
    error_message = "What was refused, or would have been, is kept."
  }
}

run "neither_logs_nor_speaks_on_the_local_aws" {
  command = plan

  variables {
    is_complete = false
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.custom_response_body) == 0 && alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.action[0].block) == 1 && length(rule.action[0].block[0].custom_response) == 0 if length(rule.action) == 1])
    error_message = "The local AWS keeps no texts of a firewall: it still blocks, with a plain 403."
  }

  assert {
    condition     = length(aws_wafv2_web_acl_logging_configuration.this) == 0 && length(module.log_group) == 0
    error_message = "The local AWS has no logs of a firewall."
  }
}

run "tells_no_secret" {
  command = plan

  assert {
    condition     = alltrue([for secret in values(var.origin_secrets) : !strcontains(jsonencode([output.arn, output.name, output.rule_names]), secret)])
    error_message = "No output holds a secret."
  }
}
