mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name         = "cafe-orders-test-order-api"
  description  = "Answers the API."
  package_path = "tests/package.zip"
  handler      = "order_api.handler.handle"
  kms_key_arn  = "arn:aws:kms:us-east-1:123456789012:key/mocked"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "OrderApi"
  }

  expect_failures = [var.name]
}

run "refuses_an_empty_description" {
  command = plan

  variables {
    description = ""
  }

  expect_failures = [var.description]
}

run "refuses_a_package_that_is_no_zip" {
  command = plan

  variables {
    package_path = "dist/order_api.tar"
  }

  expect_failures = [var.package_path]
}

run "refuses_a_handler_without_a_function" {
  command = plan

  variables {
    handler = "handler"
  }

  expect_failures = [var.handler]
}

run "refuses_environment_variables_in_lower_case" {
  command = plan

  variables {
    environment = { table_name = "orders" }
  }

  expect_failures = [var.environment]
}

run "refuses_a_statement_id_with_hyphens" {
  command = plan

  variables {
    statements = { read-orders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
  }

  expect_failures = [var.statements]
}

run "refuses_a_wildcard_among_actions" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
  }

  expect_failures = [var.statements]
}

run "refuses_every_resource" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["*"] } }
  }

  expect_failures = [var.statements]
}

run "refuses_a_wildcard_in_a_resource" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/*"] } }
  }

  expect_failures = [var.statements]
}

run "refuses_a_timeout_of_zero" {
  command = plan

  variables {
    timeout_seconds = 0
  }

  expect_failures = [var.timeout_seconds]
}

run "refuses_a_timeout_beyond_15_minutes" {
  command = plan

  variables {
    timeout_seconds = 901
  }

  expect_failures = [var.timeout_seconds]
}

run "refuses_less_memory_than_lambda_gives" {
  command = plan

  variables {
    memory_mb = 64
  }

  expect_failures = [var.memory_mb]
}

run "refuses_a_processor_lambda_does_not_have" {
  command = plan

  variables {
    architecture = "riscv64"
  }

  expect_failures = [var.architecture]
}

run "refuses_to_switch_the_function_off_by_reserving_nothing" {
  command = plan

  variables {
    reserved_concurrency = 0
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_a_tracing_mode_it_does_not_know" {
  command = plan

  variables {
    tracing_mode = "Sometimes"
  }

  expect_failures = [var.tracing_mode]
}

run "refuses_to_keep_no_logs" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_a_boundary_that_is_no_policy" {
  command = plan

  variables {
    permissions_boundary = "cafe-orders-test-boundary"
  }

  expect_failures = [var.permissions_boundary]
}

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/cafe-orders-test"
  }

  expect_failures = [var.kms_key_arn]
}
