variable "password" {
  description = "A secret that Terraform knows as one."
  type        = string
  default     = "correct-horse-latte"
  sensitive   = true
}

variable "token" {
  description = "A secret that only the schema of one resource knows as one."
  type        = string
  default     = "tok-\"after\"<1>"
}

resource "aws_ssm_parameter" "token" {
  name  = "/golden/token"
  type  = "SecureString"
  value = var.token
}

resource "aws_sqs_queue" "leaky" {
  name = "golden-leaky"
  tags = { token = base64encode(var.token), size = "large" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:ReceiveMessage"
      Resource  = "*"
      Condition = { StringEquals = { "aws:UserAgent" = var.token } }
    }]
  })
}

resource "terraform_data" "configuration" {
  input = jsonencode({ user = "barista", password = var.password })
}

resource "terraform_data" "address" {
  input = "https://barista:${nonsensitive(var.password)}@example.com/after"
}

output "password" {
  value     = var.password
  sensitive = true
}
