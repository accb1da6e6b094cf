resource "aws_sqs_queue" "orders" {
  name                       = "golden-orders"
  visibility_timeout_seconds = 30
  tags                       = { purpose = "orders" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::000000000000:root" }
      Action    = ["sqs:ReceiveMessage"]
      Resource  = "*"
    }]
  })
}
