mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name          = "cafe-orders-test"
  packages_path = abspath("tests/packages")

  routes = {
    "GET /api/menu"                      = { operation = "read_menu" }
    "POST /api/orders"                   = { operation = "place_order", scope = "orders/write", request_model = "place_order", required_headers = ["Idempotency-Key"] }
    "GET /api/orders"                    = { operation = "list_orders", scope = "orders/read", query_parameters = ["limit", "cursor"] }
    "GET /api/orders/{order_id}"         = { operation = "read_order", scope = "orders/read" }
    "POST /api/orders/{order_id}/cancel" = { operation = "cancel_order", scope = "orders/write" }
  }
  schemas = { place_order = "{\"type\": \"object\"}" }

  user_pool_arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"
  table = {
    name       = "cafe-orders-test-orders"
    arn        = "arn:aws:dynamodb:us-east-1:123456789012:table/cafe-orders-test-orders"
    stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/cafe-orders-test-orders/stream/2026-01-01T00:00:00.000"
    index_arn  = "arn:aws:dynamodb:us-east-1:123456789012:table/cafe-orders-test-orders/index/by_created_at"
  }
  queue = {
    arn                        = "arn:aws:sqs:us-east-1:123456789012:cafe-orders-test-orders"
    url                        = "https://sqs.us-east-1.amazonaws.com/123456789012/cafe-orders-test-orders"
    visibility_timeout_seconds = 180
  }
  relay_failure_queue = {
    arn = "arn:aws:sqs:us-east-1:123456789012:cafe-orders-test-order-relay-failures"
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/cafe-orders-test-order-relay-failures"
  }
  topic_arn = "arn:aws:sns:us-east-1:123456789012:cafe-orders-test-order-events"
  throttle  = { rate = 100, burst = 200 }

  firewall        = { mode = "block", rates = { requests = 2000, orders = 100 } }
  origin_rotation = 7
  kms_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/mocked"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_a_relative_folder_of_packages" {
  command = plan

  variables {
    packages_path = "dist"
  }

  expect_failures = [var.packages_path]
}

run "refuses_routes_that_the_site_does_not_send_to_the_api" {
  command = plan

  variables {
    routes = {
      "GET /api/menu" = { operation = "read_menu" }
      "GET /orders"   = { operation = "list_orders" }
    }
  }

  expect_failures = [var.routes]
}

run "refuses_a_contract_without_a_menu" {
  command = plan

  variables {
    routes = { "GET /api/orders" = { operation = "list_orders" } }
  }

  expect_failures = [var.routes]
}

run "refuses_a_schema_that_is_not_json" {
  command = plan

  variables {
    schemas = { place_order = "type: object" }
  }

  expect_failures = [var.schemas]
}

run "refuses_what_is_no_user_pool" {
  command = plan

  variables {
    user_pool_arn = "us-east-1_AbCdEfGhI"
  }

  expect_failures = [var.user_pool_arn]
}

run "refuses_the_stream_of_another_table" {
  command = plan

  variables {
    table = {
      name       = "orders"
      arn        = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
      stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/other/stream/2026"
      index_arn  = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/by_created_at"
    }
  }

  expect_failures = [var.table]
}

run "refuses_what_is_no_queue" {
  command = plan

  variables {
    queue = { arn = "orders", url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds = 180 }
  }

  expect_failures = [var.queue]
}

run "refuses_a_queue_that_shows_an_order_while_it_may_still_be_worked_on" {
  command = plan

  variables {
    queue = { arn = "arn:aws:sqs:us-east-1:123456789012:orders", url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds = 179 }
  }

  expect_failures = [var.queue]
}

run "refuses_a_failure_queue_that_is_no_queue" {
  command = plan

  variables {
    relay_failure_queue = { arn = "failures", url = "https://sqs.us-east-1.amazonaws.com/123456789012/failures" }
  }

  expect_failures = [var.relay_failure_queue]
}

run "refuses_what_is_no_topic" {
  command = plan

  variables {
    topic_arn = "events"
  }

  expect_failures = [var.topic_arn]
}

run "refuses_to_forget_an_order_at_once" {
  command = plan

  variables {
    order_retention_days = 0
  }

  expect_failures = [var.order_retention_days]
}

run "refuses_to_reserve_nothing" {
  command = plan

  variables {
    reserved_concurrency = { order_relay = 0 }
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_fewer_invocations_of_the_processor_than_batches" {
  command = plan

  variables {
    processor_concurrency = 10
    reserved_concurrency  = { order_processor = 9 }
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_fewer_batches_at_a_time_than_sqs_allows" {
  command = plan

  variables {
    processor_concurrency = 1
  }

  expect_failures = [var.processor_concurrency]
}

run "refuses_to_reserve_for_an_unknown_function" {
  command = plan

  variables {
    reserved_concurrency = { barista = 1 }
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_a_processor_lambda_does_not_have" {
  command = plan

  variables {
    architecture = "riscv64"
  }

  expect_failures = [var.architecture]
}

run "refuses_a_throttle_that_closes_the_api" {
  command = plan

  variables {
    throttle = { rate = 0, burst = 0 }
  }

  expect_failures = [var.throttle]
}

run "refuses_a_cache_of_a_size_that_is_not_to_be_had" {
  command = plan

  variables {
    cache_size_gb = "1"
  }

  expect_failures = [var.cache_size_gb]
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

run "refuses_a_local_address_without_a_port" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1"
  }

  expect_failures = [var.local_aws_url]
}

run "refuses_to_snapshot_a_function_that_is_not_there" {
  command = plan

  variables {
    snap_started = ["order_apis"]
  }

  expect_failures = [var.snap_started]
}

run "refuses_a_boundary_that_is_no_policy" {
  command = plan

  variables {
    permissions_boundary = "cafe-orders-test-boundary"
  }

  expect_failures = [var.permissions_boundary]
}

run "refuses_to_neither_count_nor_block" {
  command = plan

  variables {
    firewall = { mode = "off", rates = { requests = 2000, orders = 100 } }
  }

  expect_failures = [var.firewall]
}

run "refuses_half_a_rotation" {
  command = plan

  variables {
    origin_rotation = 1.5
  }

  expect_failures = [var.origin_rotation]
}

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/cafe-orders-test"
  }

  expect_failures = [var.kms_key_arn]
}
