# Alarms on one metric each. `description` says what it is for the guests; the runbook says what to do.
locals {
  any_in_a_minute   = { period = 60, periods = 1, datapoints = 1, comparison = "GreaterThanThreshold", threshold = 0, missing = "notBreaching", notifies = true }
  most_of_5_minutes = merge(local.any_in_a_minute, { periods = 5, datapoints = 3 })

  # What a queue's alarm watches, by what the queue holds; and what it means for guests, where that is known of a queue.
  queue_watches = {
    failures = {
      alarm       = "not-empty"
      metric_name = "ApproximateNumberOfMessagesVisible"
      threshold   = 0
      description = "Messages that could not be processed wait for somebody to look at them."
      runbook     = "dead-letter-queue"
    }
    work = {
      alarm       = "waiting"
      metric_name = "ApproximateAgeOfOldestMessage"
      threshold   = 300
      description = "The oldest message of the queue waits too long."
      runbook     = "stuck-orders"
    }
  }
  queue_meanings = {
    orders = {
      description = "The oldest order in the queue waits too long for its decision: guests see \"taking longer than usual\"."
    }
    orders-dlq = {
      description = "Orders that could not be decided wait among the dead letters: their guests see \"received\" and nobody makes the drinks."
    }
    relay-failures = {
      description = "The relay gave up on a batch or put a record aside: orders in it are not queued, or decisions not announced."
      runbook     = "relay-failures"
    }
  }

  queue_alarms = { for key, queue in var.queues : "${key}-${local.queue_watches[queue.holds].alarm}" => merge(
    local.any_in_a_minute,
    local.queue_watches[queue.holds],
    lookup(local.queue_meanings, key, {}),
    { namespace = "AWS/SQS", dimensions = { QueueName = queue.name }, statistic = "Maximum" },
  ) }

  error_alarms = { for key, function in var.functions : "${replace(key, "_", "-")}-errors" => merge(local.most_of_5_minutes, {
    description = "Invocations of ${function.name} keep ending in an error or a timeout."
    runbook     = "function-errors"
    namespace   = "AWS/Lambda"
    metric_name = "Errors"
    dimensions  = { FunctionName = function.name }
    statistic   = "Sum"
  }) }

  throttle_alarms = { for key, function in var.functions : "${replace(key, "_", "-")}-throttles" => merge(local.most_of_5_minutes, {
    description = "Lambda keeps refusing to start ${function.name}: its concurrency, or the account's, is used up."
    runbook     = "function-throttles"
    namespace   = "AWS/Lambda"
    metric_name = "Throttles"
    dimensions  = { FunctionName = function.name }
    statistic   = "Sum"
  }) }

  relay_alarms = {
    relay-behind = merge(local.most_of_5_minutes, {
      description = "The relay is behind the table's stream: new orders reach the queue late, and decisions are announced late."
      runbook     = "relay-behind"
      namespace   = "AWS/Lambda"
      metric_name = "IteratorAge"
      dimensions  = { FunctionName = var.functions[local.by_trigger["stream"]].name }
      statistic   = "Maximum"
      threshold   = local.decided_within_ms
    })
  }

  table_alarms = merge(flatten([for key, table in var.tables : [
    { for kind in ["Read", "Write"] : "${key}-${lower(kind)}s-throttled" => merge(local.most_of_5_minutes, {
      description = "DynamoDB keeps refusing ${lower(kind)}s of the table of ${table.holds} for their rate: guests get 503, decisions come late."
      runbook     = "table"
      namespace   = "AWS/DynamoDB"
      metric_name = "${kind}ThrottleEvents"
      dimensions  = { TableName = table.name }
      statistic   = "Sum"
    }) },
    # SystemErrors exists only by operation ("DynamoDB metrics and dimensions").
    { for operation in table.operations : "${key}-errors-${lower(operation)}" => merge(local.most_of_5_minutes, {
      description = "DynamoDB keeps failing at ${operation} by its own fault: guests get 503, decisions come late."
      runbook     = "table"
      namespace   = "AWS/DynamoDB"
      metric_name = "SystemErrors"
      dimensions  = { TableName = table.name, Operation = operation }
      statistic   = "Sum"
    }) },
  ]])...)

  notification_alarms = {
    notifications-failed = merge(local.any_in_a_minute, {
      description = "SNS could not deliver an announcement of an order: somebody who waits for it was not told."
      runbook     = "notifications-failed"
      namespace   = "AWS/SNS"
      metric_name = "NumberOfNotificationsFailed"
      dimensions  = { TopicName = var.topic_name }
      statistic   = "Sum"
      period      = 300
    })
  }

  site_alarms = { for key in ["site-errors"] : key => merge(local.most_of_5_minutes, {
    description = "CloudFront answers more than 1 % of requests with a 5xx: the page or the API is broken for those who ask."
    runbook     = "site-errors"
    namespace   = "AWS/CloudFront"
    metric_name = "5xxErrorRate"
    dimensions  = { DistributionId = var.distribution_id, Region = "Global" }
    statistic   = "Average"
    threshold   = 1
  }) if local.is_global_region }

  firewall_alarms = { for key, acl in var.web_acls : "firewall-${key}-blocks" => merge(local.any_in_a_minute, {
    description = "The firewall ${acl.name} blocks very many requests: an attack, or a rule that hits guests."
    runbook     = "firewall-blocks"
    namespace   = "AWS/WAFV2"
    metric_name = "BlockedRequests"
    dimensions  = merge({ WebACL = acl.name, Rule = "ALL" }, { for name, region in { Region = acl.region } : name => region if region != null })
    statistic   = "Sum"
    period      = 300
    threshold   = 1000
  }) }

  # Children of the composite alarm in composites.tf. Missing data is what the second is about.
  silence_alarms = {
    orders-placed = merge(local.any_in_a_minute, {
      description = "Orders are being placed. Tells nobody by itself: see ${var.name}-orders-undecided."
      runbook     = "orders-undecided"
      namespace   = local.business_namespace
      metric_name = "OrdersPlaced"
      dimensions  = local.business_dimensions["api"]
      statistic   = "Sum"
      period      = 300
      periods     = 3
      datapoints  = 2
      notifies    = false
    })
    no-decisions = merge(local.any_in_a_minute, {
      description = "No order has been decided for 15 minutes. Tells nobody by itself: see ${var.name}-orders-undecided."
      runbook     = "orders-undecided"
      namespace   = local.business_namespace
      metric_name = "DecisionAge"
      dimensions  = local.business_dimensions["queue"]
      statistic   = "SampleCount"
      period      = 300
      periods     = 3
      datapoints  = 3
      comparison  = "LessThanThreshold"
      threshold   = 1
      missing     = "breaching"
      notifies    = false
    })
  }

  alarms = merge(
    local.queue_alarms, local.error_alarms, local.throttle_alarms, local.relay_alarms, local.table_alarms,
    local.notification_alarms, local.site_alarms, local.firewall_alarms, local.silence_alarms,
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.description} Runbook: ${var.runbooks_url}/${each.value.runbook}.md"
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.datapoints
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  treat_missing_data  = each.value.missing
  alarm_actions       = [for arn in [module.alarm_topic.arn] : arn if each.value.notifies]
  ok_actions          = [for arn in [module.alarm_topic.arn] : arn if each.value.notifies]
}

# How many 4xx are usual depends on the hour; CloudWatch learns it in two weeks and keeps learning.
resource "aws_cloudwatch_metric_alarm" "rejections" {
  alarm_name          = "${var.name}-api-4xx-unusual"
  alarm_description   = "The API refuses far more requests than is usual: a broken page, a broken client, or somebody trying keys. Runbook: ${var.runbooks_url}/api-4xx.md"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.alarm_topic.arn]
  ok_actions          = [module.alarm_topic.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(refused, 4)"
    label       = "usual"
    return_data = true
  }

  metric_query {
    id          = "refused"
    return_data = true

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "4XXError"
      dimensions  = local.api_dimensions
      stat        = "Sum"
      period      = 300
    }
  }
}
