resource "aws_cloudwatch_log_group" "this" {
  #checkov:skip=CKV_AWS_158:Log lines hold no personal data, and CloudWatch Logs encrypts them with its own key.
  #checkov:skip=CKV_AWS_338:Log lines serve operations, the orders themselves live in the table; a year of them is cost without use.
  name              = var.name
  retention_in_days = var.retention_days
}
