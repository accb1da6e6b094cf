locals {
  silence = {
    orders-undecided = {
      description = "Orders are placed and none is decided, for 15 minutes: the relay or the processor stands still."
      runbook     = "orders-undecided"
      windows     = keys(local.silence_alarms)
    }
  }

  alarm_names = merge(
    { for key, alarm in aws_cloudwatch_metric_alarm.this : key => alarm.alarm_name },
    { for key, alarm in aws_cloudwatch_metric_alarm.burn : key => alarm.alarm_name },
  )
}

resource "aws_cloudwatch_composite_alarm" "this" {
  for_each = merge(local.burn_alarms, local.silence)

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.description} Runbook: ${var.runbooks_url}/${each.value.runbook}.md"
  alarm_rule        = join(" AND ", [for key in each.value.windows : "ALARM(\"${local.alarm_names[key]}\")"])
  alarm_actions     = [module.alarm_topic.arn]
  ok_actions        = [module.alarm_topic.arn]
}
