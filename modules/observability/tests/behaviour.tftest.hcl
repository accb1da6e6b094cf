mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "tells_of_one_single_dead_letter" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["orders-dlq-not-empty"].threshold == 0 && aws_cloudwatch_metric_alarm.this["orders-dlq-not-empty"].comparison_operator == "GreaterThanThreshold"
    error_message = "One message is enough."
  }
}

run "watches_every_queue_and_table_it_is_given" {
  command = plan

  variables {
    queues = {
      orders      = { name = "cafe-orders-test-orders", holds = "work" }
      loyalty-dlq = { name = "cafe-orders-test-loyalty-dlq", holds = "failures" }
    }
    tables = {
      loyalty = { name = "cafe-orders-test-loyalty", holds = "points", operations = ["UpdateItem"] }
    }
  }

  assert {
    condition     = { for key in ["orders-waiting", "loyalty-dlq-not-empty"] : key => aws_cloudwatch_metric_alarm.this[key].dimensions.QueueName } == { orders-waiting = "cafe-orders-test-orders", loyalty-dlq-not-empty = "cafe-orders-test-loyalty-dlq" }
    error_message = "What a queue holds decides what is watched of it."
  }

  assert {
    condition     = alltrue([for key in ["loyalty-reads-throttled", "loyalty-writes-throttled", "loyalty-errors-updateitem"] : aws_cloudwatch_metric_alarm.this[key].dimensions.TableName == "cafe-orders-test-loyalty"])
    error_message = "A table is watched by its throttles and by each operation."
  }
}

run "tells_somebody_by_itself_or_by_its_composite" {
  command = plan

  assert {
    condition = alltrue([for key, alarm in merge(aws_cloudwatch_metric_alarm.this, aws_cloudwatch_metric_alarm.burn) : (
      length(alarm.alarm_actions == null ? [] : alarm.alarm_actions) == 1 ||
      anytrue([for composite in aws_cloudwatch_composite_alarm.this : strcontains(composite.alarm_rule, "ALARM(\"${alarm.alarm_name}\")")])
    )])
    error_message = "An alarm that tells nobody is a secret."
  }

  assert {
    condition     = alltrue([for composite in aws_cloudwatch_composite_alarm.this : length(composite.alarm_actions) == 1])
    error_message = "A composite alarm tells."
  }
}

run "links_a_runbook_from_every_alarm" {
  command = plan

  assert {
    condition = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.burn), [aws_cloudwatch_metric_alarm.rejections]) :
    can(regex(" Runbook: https://example\\.com/docs/runbooks/[a-z0-9-]+\\.md$", alarm.alarm_description))])
    error_message = "Whoever is woken must know where to read on."
  }
}

run "pages_when_a_burn_is_both_long_and_still_going_on" {
  command = plan

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["slo-availability-fast"].alarm_rule == "ALARM(\"cafe-orders-test-slo-availability-fast-1h\") AND ALARM(\"cafe-orders-test-slo-availability-fast-5m\")"
    error_message = "A long window alone rings on after the end, a short one alone rings for nothing."
  }

  assert {
    condition     = abs(aws_cloudwatch_metric_alarm.burn["slo-availability-fast-1h"].threshold - 0.0144) < 0.000001
    error_message = "14.4 times a budget of 0.1 %."
  }
}

run "watches_each_firewall_where_its_metrics_are" {
  command = plan

  variables {
    web_acls = {
      site = { name = "cafe-orders-test-site" }
      api  = { name = "cafe-orders-test-api", region = "us-east-1" }
    }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["firewall-api-blocks"].dimensions == tomap({ WebACL = "cafe-orders-test-api", Rule = "ALL", Region = "us-east-1" })
    error_message = "A regional web ACL has its region as a dimension."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["firewall-site-blocks"].dimensions == tomap({ WebACL = "cafe-orders-test-site", Rule = "ALL" })
    error_message = "CloudFront's web ACL has none."
  }
}

run "leaves_cloudfront_out_where_its_metrics_are_not" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { name = "eu-central-1" }
  }

  assert {
    condition     = !contains(keys(aws_cloudwatch_metric_alarm.this), "site-errors")
    error_message = "CloudFront tells its metrics in us-east-1: elsewhere the alarm could never fire."
  }
}

run "tells_alarms_with_a_key_of_their_own" {
  command = plan

  assert {
    condition     = module.alarm_topic.kms_key_id == module.alarm_key["cafe-orders-test-alarms"].arn
    error_message = "Through AWS's own key alarms are dropped."
  }
}

run "has_no_key_where_no_alarm_is_evaluated" {
  command = plan

  variables {
    are_alarms_evaluated = false
  }

  assert {
    condition     = length(module.alarm_key) == 0
    error_message = "The local AWS evaluates no alarms, and a key takes it 13 s."
  }
}

run "saves_queries_of_logs_that_exist" {
  command = plan

  assert {
    condition = length(setsubtract(
      flatten([for query in aws_cloudwatch_query_definition.this : query.log_group_names]),
      concat([for function in values(var.functions) : function.log_group_name], [var.api.access_log_group_name]),
    )) == 0
    error_message = "A query of a log group that is not there finds nothing."
  }
}

run "saves_no_queries_where_there_is_no_place_for_them" {
  command = plan

  variables {
    are_queries_saved = false
  }

  assert {
    condition     = length(aws_cloudwatch_query_definition.this) == 0
    error_message = "The local AWS does not know them."
  }
}

run "traces_a_part_where_tracing_is_on" {
  command = plan

  variables {
    is_traced = true
  }

  assert {
    condition     = one(values(aws_xray_sampling_rule.this)).fixed_rate == 0.05
    error_message = "A trace of every request costs more than the request."
  }
}

run "has_no_sampling_rule_where_tracing_is_off" {
  command = plan

  assert {
    condition     = length(aws_xray_sampling_rule.this) == 0
    error_message = "Nothing is sampled where nothing is traced."
  }
}
