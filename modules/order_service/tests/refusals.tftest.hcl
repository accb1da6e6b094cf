mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall, so what can be refused together is.
override_module {
  target  = module.firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mocked/1", name = "mocked", rule_names = [] }
}

run "refuses_what_leads_nowhere" {
  command = plan

  variables {
    packages_path        = "dist"
    routes               = { "GET /api/orders" = { operation = "list_orders" } }
    queue                = { arn = "orders", url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds = 180 }
    relay_failure_queue  = { arn = "failures", url = "https://sqs.us-east-1.amazonaws.com/123456789012/failures" }
    topic_arn            = "events"
    local_aws_url        = "http://127.0.0.1"
    reserved_concurrency = { barista = 1 }
    snap_started         = ["apis"]
  }

  expect_failures = [
    var.packages_path,
    var.routes,
    var.queue,
    var.relay_failure_queue,
    var.topic_arn,
    var.local_aws_url,
    var.reserved_concurrency,
    var.snap_started,
  ]
}

run "refuses_numbers_that_no_service_takes" {
  command = plan

  variables {
    order_retention_days = 0
    origin_rotation      = 1.5
  }

  expect_failures = [
    var.order_retention_days,
    var.origin_rotation,
  ]
}

run "refuses_what_does_not_go_together" {
  command = plan

  variables {
    routes = {
      "GET /api/menu" = { operation = "read_menu" }
      "GET /orders"   = { operation = "list_orders" }
    }
    table = {
      name       = "orders"
      arn        = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
      stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/other/stream/2026"
      index_arn  = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/by_created_at"
    }
    processor_concurrency = 10
    reserved_concurrency  = { queue = 9 }
  }

  expect_failures = [
    var.routes,
    var.table,
    var.reserved_concurrency,
  ]
}

run "refuses_fewer_batches_at_a_time_than_sqs_allows" {
  command = plan

  variables {
    processor_concurrency = 1
  }

  expect_failures = [var.processor_concurrency]
}

run "refuses_a_trigger_that_there_is_not" {
  command = plan

  variables {
    functions = merge(var.functions, { clock = merge(var.functions.api, { trigger = "clock" }) })
  }

  expect_failures = [var.functions]
}

run "refuses_two_functions_of_one_trigger" {
  command = plan

  variables {
    functions = merge(var.functions, { second = var.functions.decider })
  }

  expect_failures = [var.functions]
}

run "refuses_a_queue_without_a_function" {
  command = plan

  variables {
    functions = { api = var.functions.api, relay = var.functions.relay }
  }

  expect_failures = [var.functions]
}

run "refuses_a_reference_to_what_there_is_not" {
  command = plan

  variables {
    functions = merge(var.functions, { decider = merge(var.functions.decider, { environment = { TABLE_NAME = "table.title" } }) })
  }

  expect_failures = [var.functions]
}

run "refuses_a_function_that_outlasts_what_the_queue_hides" {
  command = plan

  variables {
    functions = merge(var.functions, { decider = merge(var.functions.decider, { timeout_seconds = 31 }) })
  }

  expect_failures = [var.functions]
}
