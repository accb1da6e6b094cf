resource "aws_dynamodb_table" "orders" {
  name         = "golden-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer_id"

  attribute {
    name = "customer_id"
    type = "S"
  }
}

resource "aws_sqs_queue" "orders" {
  name = "golden-orders"
}

output "table_arn" {
  value = aws_dynamodb_table.orders.arn
}
