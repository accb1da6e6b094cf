mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_lambda_does_not_take" {
  command = plan

  variables {
    name                 = "OrderApi"
    description          = ""
    package_path         = "dist/api.tar"
    handler              = "handler"
    environment          = { table_name = "orders" }
    statements           = { read-orders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
    architecture         = "riscv64"
    permissions_boundary = "cafe-orders-test-boundary"
  }

  expect_failures = [
    var.name,
    var.description,
    var.package_path,
    var.handler,
    var.environment,
    var.statements,
    var.architecture,
    var.permissions_boundary,
  ]
}

run "refuses_numbers_below_those_of_lambda_and_a_wildcard_among_actions" {
  command = plan

  variables {
    timeout_seconds      = 0
    memory_mb            = 64
    reserved_concurrency = 0
    statements           = { ReadOrders = { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
  }

  expect_failures = [var.timeout_seconds, var.memory_mb, var.reserved_concurrency, var.statements]
}

run "refuses_a_timeout_beyond_15_minutes_and_every_resource" {
  command = plan

  variables {
    timeout_seconds = 901
    statements      = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["*"] } }
  }

  expect_failures = [var.timeout_seconds, var.statements]
}

run "refuses_a_wildcard_in_a_resource" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/*"] } }
  }

  expect_failures = [var.statements]
}
