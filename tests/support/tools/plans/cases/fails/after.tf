resource "aws_sqs_queue" "orders" {
  name                       = "golden-orders"
  visibility_timeout_seconds = 90000
}
