resource "terraform_data" "new" {
  input = "same"
}

moved {
  from = terraform_data.old
  to   = terraform_data.new
}

removed {
  from = terraform_data.forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_sqs_queue" "found" {
  name = "golden-found"
}

import {
  to = aws_sqs_queue.found
  id = "${var.endpoint}/000000000000/golden-found"
}

variable "endpoint" {
  description = "Address of the local AWS."
  type        = string
}
