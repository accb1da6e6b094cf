# Reads from top to bottom as the architecture does: what guests get, then each thing on an order's way.
locals {
  region = data.aws_region.current.name

  # Composed: what a dashboard shows does not change when an alarm is made anew.
  alarm_arn = join(":", ["arn", data.aws_partition.current.partition, "cloudwatch", local.region, data.aws_caller_identity.current.account_id, "alarm"])
  telling = concat(
    [for alarm in aws_cloudwatch_composite_alarm.this : alarm.alarm_name],
    [for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name if local.alarms[key].notifies],
    [aws_cloudwatch_metric_alarm.rejections.alarm_name],
  )

  business = { for key, dimensions in local.business_dimensions : key => flatten([for name in sort(keys(dimensions)) : [name, dimensions[name]]]) }
  api      = flatten([for name in sort(keys(local.api_dimensions)) : [name, local.api_dimensions[name]]])

  rows = [
    {
      title = "## What guests get\n99.9 % without 5xx · 99 % under 1 s · 99 % decided in 30 s"
      charts = [
        { title = "Orders", stat = "Sum", metrics = [
          concat([local.business_namespace, "OrdersPlaced"], local.business["api"]),
          concat([local.business_namespace, "OrdersConfirmed"], local.business["queue"]),
          concat([local.business_namespace, "OrdersRejected"], local.business["queue"]),
          concat([local.business_namespace, "OrdersCancelled"], local.business["api"]),
          concat([local.business_namespace, "OrdersReplayed"], local.business["api"]),
        ] },
        { title = "Age of an order at its decision (ms)", stat = "p99", metrics = [
          concat([local.business_namespace, "DecisionAge"], local.business["queue"]),
          concat([local.business_namespace, "DecisionAge"], local.business["queue"], [{ stat = "p50" }]),
        ] },
        { title = "Latency of the API (ms)", stat = "p99", metrics = [
          concat(["AWS/ApiGateway", "Latency"], local.api),
          concat(["AWS/ApiGateway", "Latency"], local.api, [{ stat = "p50" }]),
          concat(["AWS/ApiGateway", "IntegrationLatency"], local.api),
        ] },
      ]
    },
    {
      title = "## Edge and API\nCloudFront → API Gateway"
      charts = [
        { title = "Requests", stat = "Sum", metrics = [
          concat(["AWS/ApiGateway", "Count"], local.api),
          concat(["AWS/ApiGateway", "4XXError"], local.api),
          concat(["AWS/ApiGateway", "5XXError"], local.api),
        ] },
        { title = "CloudFront: errors (%)", stat = "Average", region = "us-east-1", metrics = [
          ["AWS/CloudFront", "4xxErrorRate", "DistributionId", var.distribution_id, "Region", "Global"],
          ["AWS/CloudFront", "5xxErrorRate", "DistributionId", var.distribution_id, "Region", "Global"],
        ] },
        { title = "Blocked by the firewall", stat = "Sum", metrics = [for acl in values(var.web_acls) :
          concat(["AWS/WAFV2", "BlockedRequests", "WebACL", acl.name, "Rule", "ALL"], acl.region == null ? [] : ["Region", acl.region])
        ] },
      ]
    },
    {
      title = "## Functions\n${join(" → ", [for trigger in local.triggers : local.by_trigger[trigger]])}"
      charts = [
        { title = "Invocations", stat = "Sum", metrics = [for function in values(var.functions) : ["AWS/Lambda", "Invocations", "FunctionName", function.name]] },
        { title = "Errors and throttles", stat = "Sum", metrics = [for pair in setproduct(values(var.functions)[*].name, ["Errors", "Throttles"]) :
          ["AWS/Lambda", pair[1], "FunctionName", pair[0]]
        ] },
        { title = "Duration (ms)", stat = "p99", metrics = [for function in values(var.functions) : ["AWS/Lambda", "Duration", "FunctionName", function.name]] },
      ]
    },
    {
      title = "## Table and stream\nDynamoDB, and how far the relay is behind it"
      charts = [
        { title = "Used units", stat = "Sum", metrics = [for pair in setproduct(["ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits"], values(var.tables)[*].name) :
          ["AWS/DynamoDB", pair[0], "TableName", pair[1]]
        ] },
        { title = "Throttled", stat = "Sum", metrics = [for pair in setproduct(["WriteThrottleEvents", "ReadThrottleEvents"], values(var.tables)[*].name) :
          ["AWS/DynamoDB", pair[0], "TableName", pair[1]]
        ] },
        { title = "Relay behind the stream (ms)", stat = "Maximum", metrics = [
          ["AWS/Lambda", "IteratorAge", "FunctionName", var.functions[local.by_trigger["stream"]].name],
        ] },
      ]
    },
    {
      title = "## Queues\nWhat waits, and what could not be done"
      charts = [
        { title = "Waiting", stat = "Maximum", metrics = [for alarm in values(local.queue_alarms) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", alarm.dimensions.QueueName]] },
        { title = "Age of the oldest order (s)", stat = "Maximum", metrics = [for queue in values(var.queues) : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.name] if queue.holds == "work"] },
        { title = "Poison put aside", stat = "Sum", metrics = [concat([local.business_namespace, "RecordsPutAside"], local.business["stream"])] },
      ]
    },
    {
      title = "## Notifications\nSNS, and who is told"
      charts = [
        { title = "Announced", stat = "Sum", metrics = [["AWS/SNS", "NumberOfMessagesPublished", "TopicName", var.topic_name]] },
        { title = "Delivered", stat = "Sum", metrics = [["AWS/SNS", "NumberOfNotificationsDelivered", "TopicName", var.topic_name]] },
        { title = "Not delivered", stat = "Sum", metrics = [["AWS/SNS", "NumberOfNotificationsFailed", "TopicName", var.topic_name]] },
      ]
    },
  ]

  row_height = 8
  headings = [for index, row in local.rows : {
    type = "text", x = 0, y = local.row_height * index + 4, width = 24, height = 2, properties = { markdown = row.title }
  }]
  charts = flatten([for index, row in local.rows : [for column, chart in row.charts : {
    type = "metric", x = 8 * column, y = local.row_height * index + 6, width = 8, height = 6
    properties = {
      title = chart.title, region = lookup(chart, "region", local.region), stat = chart.stat, period = 60, view = "timeSeries", metrics = chart.metrics
    }
  } if length(chart.metrics) > 0]])
  states = [{
    type = "alarm", x = 0, y = 0, width = 24, height = 4
    properties = {
      title  = "Alarms"
      alarms = [for name in sort(local.telling) : "${local.alarm_arn}:${name}"]
    }
  }]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat(local.states, local.headings, local.charts) })
}
