# Service level objectives, and how fast their error budgets burn: The Site Reliability Workbook, "Alerting on SLOs".
# A page goes out when both a long window (it matters) and a short one (it still goes on) burn too fast.
locals {
  answered_within_ms = 1000
  decided_within_ms  = 30000

  api_dimensions = { ApiName = var.api.name, Stage = var.api.stage_name }

  objectives = {
    availability = {
      description = "99.9 % of the API's answers are no 5xx"
      budget      = 0.001
      runbook     = "slo-availability"
      namespace   = "AWS/ApiGateway"
      dimensions  = local.api_dimensions
      all         = { metric_name = "Count", stat = "Sum" }
      part        = { metric_name = "5XXError", stat = "Sum" }
      bad         = "part"
    }
    latency = {
      description = "99 % of the API's answers take less than ${local.answered_within_ms} ms"
      budget      = 0.01
      runbook     = "slo-latency"
      namespace   = "AWS/ApiGateway"
      dimensions  = local.api_dimensions
      all         = { metric_name = "Latency", stat = "SampleCount" }
      part        = { metric_name = "Latency", stat = "TC(:${local.answered_within_ms})" }
      bad         = "(all - part)"
    }
    decisions = {
      description = "99 % of orders are decided within ${local.decided_within_ms / 1000} s"
      budget      = 0.01
      runbook     = "slo-decisions"
      namespace   = local.business_namespace
      dimensions  = local.business_dimensions["queue"]
      all         = { metric_name = "DecisionAge", stat = "SampleCount" }
      part        = { metric_name = "DecisionAge", stat = "TC(:${local.decided_within_ms})" }
      bad         = "(all - part)"
    }
  }

  # A month's budget is gone in 2 days at 14.4 times, in 5 at 6 times, in 10 at 3 times.
  burns = {
    fast = { rate = 14.4, windows = { "1h" = 3600, "5m" = 300 } }
    slow = { rate = 6, windows = { "6h" = 21600, "30m" = 1800 } }
    low  = { rate = 3, windows = { "1d" = 86400, "2h" = 7200 } }
  }

  burn_alarms = merge([for objective, target in local.objectives : {
    for burn, speed in local.burns : "slo-${objective}-${burn}" => {
      description = "Not ${target.description}: the error budget of a month burns ${speed.rate} times too fast."
      runbook     = target.runbook
      windows     = [for window in keys(speed.windows) : "slo-${objective}-${burn}-${window}"]
    }
  }]...)

  burn_windows = merge(flatten([for objective, target in local.objectives : [
    for burn, speed in local.burns : {
      for window, seconds in speed.windows : "slo-${objective}-${burn}-${window}" => merge(target, {
        period    = seconds
        threshold = speed.rate * target.budget
        composite = "slo-${objective}-${burn}"
      })
    }
  ]])...)
}

# One failure alone is no trend, however few ask at night.
resource "aws_cloudwatch_metric_alarm" "burn" {
  for_each = local.burn_windows

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "A window of ${var.name}-${each.value.composite}, which tells. Runbook: ${var.runbooks_url}/${each.value.runbook}.md"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "burn"
    expression  = "IF(${each.value.bad} > 1, ${each.value.bad} / all, 0)"
    label       = "not ${each.value.description}"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { all = each.value.all, part = each.value.part }

    content {
      id = metric_query.key

      metric {
        namespace   = each.value.namespace
        metric_name = metric_query.value.metric_name
        dimensions  = each.value.dimensions
        stat        = metric_query.value.stat
        period      = each.value.period
      }
    }
  }
}
