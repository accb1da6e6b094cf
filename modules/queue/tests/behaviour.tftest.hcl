mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "encrypts_messages_at_rest" {
  command = plan

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled
    error_message = "The queue must be encrypted."
  }
}

run "refuses_requests_without_tls" {
  command = plan

  assert {
    condition     = one([for s in jsondecode(aws_sqs_queue.this.policy).Statement : s.Condition.Bool["aws:SecureTransport"] if s.Effect == "Deny"]) == "false"
    error_message = "Requests without TLS must be denied."
  }
}

run "lets_no_service_send_unless_named" {
  command = plan

  assert {
    condition     = length([for s in jsondecode(aws_sqs_queue.this.policy).Statement : s if s.Effect == "Allow"]) == 0
    error_message = "Nobody was named, so nobody may send."
  }
}

run "lets_a_sender_send_on_behalf_of_its_source_only" {
  command = plan

  variables {
    senders = { Events = { service = "sns.amazonaws.com", source_arn = "arn:aws:sns:us-east-1:123456789012:events" } }
  }

  assert {
    condition     = one([for s in jsondecode(aws_sqs_queue.this.policy).Statement : s if s.Effect == "Allow"]).Condition.ArnEquals["aws:SourceArn"] == "arn:aws:sns:us-east-1:123456789012:events"
    error_message = "The sender must be bound to its source."
  }

  assert {
    condition     = one([for s in jsondecode(aws_sqs_queue.this.policy).Statement : s if s.Effect == "Allow"]).Resource == "arn:aws:sqs:us-east-1:123456789012:cafe-orders-test-orders"
    error_message = "The statement must name this queue."
  }
}

run "gives_a_message_up_after_so_many_receives" {
  command = plan

  variables {
    dead_letter = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:dlq", max_receive_count = 5 }
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy) == { deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:dlq", maxReceiveCount = 5 }
    error_message = "The redrive policy must name the dead letter queue and the count."
  }
}

run "has_no_policy_where_it_would_be_empty" {
  command = plan

  variables {
    tls_only = false
  }

  assert {
    condition     = length(local.statements) == 0
    error_message = "SQS takes no policy without a statement."
  }
}
