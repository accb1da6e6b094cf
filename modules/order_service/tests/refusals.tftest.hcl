mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall, so what can be refused together is.
override_module {
  target  = module.firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mocked/1", name = "mocked", rule_names = [] }
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

run "refuses_what_is_not_of_its_kind" {
  command = plan

  variables {
    name                 = "Cafe"
    packages_path        = "dist"
    routes               = { "GET /api/orders" = { operation = "list_orders" } }
    schemas              = { place_order = "type: object" }
    user_pool_arn        = "us-east-1_AbCdEfGhI"
    queue                = { arn = "orders", url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds = 180 }
    relay_failure_queue  = { arn = "failures", url = "https://sqs.us-east-1.amazonaws.com/123456789012/failures" }
    topic_arn            = "events"
    kms_key_arn          = "alias/cafe-orders-test"
    permissions_boundary = "cafe-orders-test-boundary"
    local_aws_url        = "http://127.0.0.1"
    architecture         = "riscv64"
    tracing_mode         = "Sometimes"
    cache_size_gb        = "1"
    reserved_concurrency = { barista = 1 }
    snap_started         = ["order_apis"]
    firewall             = { mode = "off", rates = { requests = 2000, orders = 100 } }
  }

  expect_failures = [
    var.name,
    var.packages_path,
    var.routes,
    var.schemas,
    var.user_pool_arn,
    var.queue,
    var.relay_failure_queue,
    var.topic_arn,
    var.kms_key_arn,
    var.permissions_boundary,
    var.local_aws_url,
    var.architecture,
    var.tracing_mode,
    var.cache_size_gb,
    var.reserved_concurrency,
    var.snap_started,
    var.firewall,
  ]
}

run "refuses_numbers_that_no_service_takes" {
  command = plan

  variables {
    order_retention_days = 0
    log_retention_days   = 0
    throttle             = { rate = 0, burst = 0 }
    origin_rotation      = 1.5
    reserved_concurrency = { order_relay = 0 }
  }

  expect_failures = [
    var.order_retention_days,
    var.log_retention_days,
    var.throttle,
    var.origin_rotation,
    var.reserved_concurrency,
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
    queue                 = { arn = "arn:aws:sqs:us-east-1:123456789012:orders", url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds = 179 }
    processor_concurrency = 10
    reserved_concurrency  = { order_processor = 9 }
  }

  expect_failures = [
    var.routes,
    var.table,
    var.queue,
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
