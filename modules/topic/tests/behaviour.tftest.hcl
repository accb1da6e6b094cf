mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "encrypts_messages_at_rest" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == "alias/aws/sns"
    error_message = "The topic must be encrypted."
  }
}

run "refuses_to_publish_without_tls" {
  command = plan

  assert {
    condition     = one([for s in jsondecode(aws_sns_topic.this.policy).Statement : s.Condition.Bool["aws:SecureTransport"] if s.Effect == "Deny"]) == "false"
    error_message = "Requests without TLS must be denied."
  }
}

run "lets_a_service_of_this_account_publish" {
  command = plan

  variables {
    kms_key_id         = "arn:aws:kms:us-east-1:123456789012:key/alarms"
    publisher_services = ["cloudwatch.amazonaws.com"]
  }

  assert {
    condition     = one([for s in jsondecode(aws_sns_topic.this.policy).Statement : s if s.Effect == "Allow"]).Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "The service may publish for this account only."
  }
}

run "gives_each_publisher_a_statement_of_its_own" {
  command = plan

  variables {
    kms_key_id         = "arn:aws:kms:us-east-1:123456789012:key/alarms"
    publisher_services = ["cloudwatch.amazonaws.com", "cost-alerts.amazonaws.com"]
  }

  assert {
    condition     = toset([for s in jsondecode(aws_sns_topic.this.policy).Statement : s.Sid if s.Effect == "Allow"]) == toset(["AllowCloudwatch", "AllowCostalerts"])
    error_message = "SNS refuses a policy with the same statement id twice."
  }
}

run "filters_by_status" {
  command = plan

  variables {
    subscriptions = { bar = { protocol = "email", endpoint = "bar@example.com", statuses = ["CONFIRMED", "CANCELLED"] } }
  }

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.this["bar"].filter_policy) == { status = ["CANCELLED", "CONFIRMED"] }
    error_message = "Only the statuses asked for may reach the subscriber."
  }

  assert {
    condition     = !aws_sns_topic_subscription.this["bar"].raw_message_delivery
    error_message = "An e-mail has no raw delivery."
  }
}

run "sends_everything_where_no_status_is_named" {
  command = plan

  variables {
    subscriptions = { bar = { protocol = "email", endpoint = "bar@example.com" } }
  }

  assert {
    condition     = aws_sns_topic_subscription.this["bar"].filter_policy == null
    error_message = "Without statuses there is no filter."
  }
}
