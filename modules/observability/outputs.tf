output "alarm_topic_arn" {
  description = "Topic that alarms go to."
  value       = module.alarm_topic.arn
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
