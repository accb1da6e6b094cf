resource "aws_sqs_queue" "orders" {
  name                       = "golden-orders"
  visibility_timeout_seconds = 180
  tags                       = { purpose = "orders", team = "bar" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::000000000000:root" }
      Action    = ["sqs:DeleteMessage", "sqs:ReceiveMessage"]
      Resource  = "*"
    }]
  })
}
