resource "terraform_data" "version" {
  input = "1"
}

resource "aws_sqs_queue" "orders" {
  name = "golden-orders"
  tags = { version = terraform_data.version.output }
}
