mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall: tests/firewall.tftest.hcl has what is told of it.
override_module {
  target  = module.firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mocked/1", name = "mocked", rule_names = [] }
}

run "gives_a_function_what_its_references_stand_for" {
  command = plan

  assert {
    condition     = local.environments["api"] == { TABLE_NAME = "cafe-orders-test-orders", ORDER_RETENTION_DAYS = "90", ENVIRONMENT = "cafe-orders-test", POWERTOOLS_SERVICE_NAME = "api" }
    error_message = "A function reads names from its environment, and never composes one."
  }

  assert {
    condition     = local.statements["relay"].Publish == { actions = ["sns:Publish"], resources = ["arn:aws:sns:us-east-1:123456789012:cafe-orders-test-order-events"] }
    error_message = "A permission is for one resource."
  }
}

run "grants_batches_by_name_on_the_local_aws_only" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1:4566"
  }

  assert {
    condition     = [for sid in ["Enqueue", "Publish"] : local.statements["relay"][sid].actions] == [["sqs:SendMessage", "sqs:SendMessageBatch"], ["sns:Publish", "sns:PublishBatch"]]
    error_message = "AWS grants a batch by the action of one message; the local AWS does not."
  }
}

run "gives_no_batch_of_the_stream_up_quietly" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.stream.bisect_batch_on_function_error && aws_lambda_event_source_mapping.stream.maximum_retry_attempts > 0 && aws_lambda_event_source_mapping.stream.maximum_record_age_in_seconds > 0
    error_message = "A poison record is isolated and given up at last."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.stream.destination_config[0].on_failure[0].destination_arn == "arn:aws:sqs:us-east-1:123456789012:cafe-orders-test-order-relay-failures"
    error_message = "What is given up goes to the failure queue."
  }
}

run "returns_only_the_orders_that_failed_to_the_queue" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.queue.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad order must not hold up nine good ones."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue.scaling_config[0].maximum_concurrency == 10
    error_message = "The queue must not take all of the account's concurrency."
  }
}

run "sets_invocations_aside_for_the_function_named" {
  command = plan

  variables {
    reserved_concurrency = { stream = 20 }
  }

  assert {
    condition     = { for key, function in module.functions : key => function.reserved_concurrency } == { api = -1, decider = -1, relay = 20 }
    error_message = "What is set aside for the relay is set aside for nobody else."
  }
}

run "feeds_the_aliases" {
  command = plan

  assert {
    condition     = endswith(aws_lambda_event_source_mapping.queue.function_name, ":live") && endswith(aws_lambda_event_source_mapping.stream.function_name, ":live")
    error_message = "A rollback moves the alias, so sources must feed it."
  }
}

run "is_an_origin_with_tls" {
  command = plan

  assert {
    condition     = [output.api_origin.domain_name, output.api_origin.path, output.api_origin.http_port] == ["abc123.execute-api.us-east-1.amazonaws.com", "/live", null]
    error_message = "On AWS the origin is API Gateway."
  }

  assert {
    condition     = output.api_url == "https://abc123.execute-api.us-east-1.amazonaws.com/live/api"
    error_message = "The address ends in /api."
  }
}

run "is_an_origin_of_the_local_aws" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1:4566"
  }

  assert {
    condition     = [output.api_origin.domain_name, output.api_origin.path, output.api_origin.http_port] == ["localhost", "/_aws/execute-api/abc123/live", 4566]
    error_message = "Locally the origin is the local AWS."
  }

  assert {
    condition     = output.api_url == "http://127.0.0.1:4566/_aws/execute-api/abc123/live/api"
    error_message = "The address ends in /api."
  }
}

run "knows_cloudfront_by_the_secret_before_this_one_this_one_and_the_next" {
  command = plan

  assert {
    condition     = { for rotation, parameter in aws_ssm_parameter.origin_secret : rotation => parameter.name } == { 6 = "/cafe-orders-test/origin-secrets/6", 7 = "/cafe-orders-test/origin-secrets/7", 8 = "/cafe-orders-test/origin-secrets/8" }
    error_message = "Whichever of site and API is applied first, what CloudFront sends is taken."
  }

  assert {
    condition     = output.api_origin.secrets_path == "/cafe-orders-test/origin-secrets" && output.api_origin.secret_header == "X-Origin-Secret"
    error_message = "The site is told where the secrets are."
  }
}

run "keeps_all_but_the_oldest_secret_when_they_are_rotated" {
  command = plan

  variables {
    origin_rotation = 8
  }

  assert {
    condition     = keys(aws_ssm_parameter.origin_secret) == ["7", "8", "9"]
    error_message = "The one that CloudFront sent until now (7) and the one that it sends from now on (8) existed before."
  }
}

run "tells_nobody_the_secrets" {
  command = plan

  assert {
    condition     = alltrue([for parameter in aws_ssm_parameter.origin_secret : parameter.type == "SecureString"]) && alltrue([for parameter in data.aws_ssm_parameter.origin_secret : issensitive(parameter.value)])
    error_message = "Secrets are encrypted, and plans don't show them."
  }

  assert {
    condition     = !strcontains(jsonencode([output.api_url, output.api_origin, output.functions]), "mocked-secret")
    error_message = "No output holds a secret."
  }
}

run "encrypts_what_cloudfront_shows_with_the_key_given" {
  command = plan

  assert {
    condition     = alltrue([for parameter in aws_ssm_parameter.origin_secret : parameter.type == "SecureString" && parameter.key_id == "arn:aws:kms:us-east-1:123456789012:key/mocked"])
    error_message = "AWS's own key for parameters can't be shut."
  }
}
