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

run "stands_behind_its_firewall" {
  command = plan

  assert {
    condition     = module.firewall.name == "cafe-orders-test-api" && contains(module.firewall.rule_names, "only-through-cloudfront")
    error_message = "The API answers only through CloudFront."
  }

  assert {
    condition     = aws_wafv2_web_acl_association.api.web_acl_arn == module.firewall.arn && aws_wafv2_web_acl_association.api.resource_arn == module.rest_api.stage_arn
    error_message = "The stage is the part of an API that a firewall protects."
  }
}
