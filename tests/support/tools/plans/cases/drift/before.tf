resource "aws_sqs_queue" "orders" {
  name                       = "golden-orders"
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "failures" {
  name = "golden-failures"
}
