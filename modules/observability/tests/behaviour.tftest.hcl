mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test"

  queue_names = {
    orders        = "cafe-orders-test-orders"
    dead_letter   = "cafe-orders-test-orders-dlq"
    relay_failure = "cafe-orders-test-order-relay-failures"
  }
}

run "watches_queues_that_exist" {
  command = plan

  assert {
    condition     = toset([for alarm in aws_cloudwatch_metric_alarm.queues : alarm.dimensions.QueueName]) == toset(values(var.queue_names))
    error_message = "An alarm on a queue that does not exist never fires."
  }
}

run "tells_of_one_single_dead_letter" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.queues["orders-dlq-not-empty"].threshold == 0 && aws_cloudwatch_metric_alarm.queues["orders-dlq-not-empty"].comparison_operator == "GreaterThanThreshold"
    error_message = "One message is enough."
  }
}

run "tells_somebody" {
  command = plan

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.queues : length(alarm.alarm_actions) == 1])
    error_message = "An alarm without an action is a secret."
  }
}

run "lets_cloudwatch_use_the_key_of_the_topic" {
  command = plan

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.alarms["cafe-orders-test-alarms"].policy).Statement : s.Principal.Service if s.Sid == "LetAlarmsPublish"]) == "cloudwatch.amazonaws.com"
    error_message = "Without it alarms are dropped."
  }
}

run "has_no_key_where_no_alarm_is_evaluated" {
  command = plan

  variables {
    are_alarms_evaluated = false
  }

  assert {
    condition     = length(aws_kms_key.alarms) == 0
    error_message = "The local AWS evaluates no alarms, and a key takes it 13 s."
  }
}
