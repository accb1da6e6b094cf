resource "aws_sqs_queue" "each" {
  for_each = toset(["orders"])

  name = "golden-${each.key}"
}
