mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "is_new_every_year_and_can_be_called_back_for_a_month" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "A key that is gone takes everything with it."
  }
}

run "is_nobodys_but_the_administrators_by_default" {
  command = plan

  assert {
    condition     = [for s in jsondecode(aws_kms_key.this.policy).Statement : "${s.Sid} ${s.Principal.AWS}"] == ["LetTheAccountAdminister arn:aws:iam::123456789012:root"]
    error_message = "Without its account nobody could administer a key again, and nobody else is to use it."
  }
}

run "is_used_by_this_account_alone_and_only_through_the_services_named" {
  command = plan

  variables {
    used_through = ["ssm", "dynamodb"]
  }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition if s.Sid == "LetTheAccountUseItThroughServices"]) == { StringEquals = { "kms:CallerAccount" = "123456789012", "kms:ViaService" = ["dynamodb.us-east-1.amazonaws.com", "ssm.us-east-1.amazonaws.com"] } }
    error_message = "Without both conditions anybody of any account could decrypt with it."
  }

  assert {
    condition     = length([for s in jsondecode(aws_kms_key.this.policy).Statement : s if try(s.Principal.AWS, "") == "*"]) == 1
    error_message = "Only that one statement speaks of everyone."
  }
}

run "lets_cloudwatch_logs_encrypt_the_groups_named_and_no_other" {
  command = plan

  variables {
    log_groups = ["/aws/lambda/cafe-orders-test-*"]
  }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s if s.Sid == "LetLogsEncrypt"]).Principal.Service == "logs.us-east-1.amazonaws.com"
    error_message = "The service is that of the key's region."
  }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition if s.Sid == "LetLogsEncrypt"]) == { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/cafe-orders-test-*"] } }
    error_message = "What is encrypted says of which log group it is."
  }
}

run "lets_a_service_publish_for_this_account" {
  command = plan

  variables {
    publishers = ["cloudwatch.amazonaws.com"]
  }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition if s.Sid == "LetCloudwatchPublish"]) == { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    error_message = "It must not be made to publish for another account."
  }
}

run "names_every_action_but_those_of_its_administrators" {
  command = plan

  variables {
    used_through = ["dynamodb", "lambda", "sns", "ssm"]
    log_groups   = ["/aws/lambda/cafe-orders-test-*"]
    publishers   = ["cloudwatch.amazonaws.com"]
  }

  assert {
    condition     = [for s in jsondecode(aws_kms_key.this.policy).Statement : s.Sid if strcontains(jsonencode(s.Action), "*")] == ["LetTheAccountAdminister"]
    error_message = "Nobody who uses the key can change or delete it."
  }
}
