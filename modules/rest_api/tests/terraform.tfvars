# The setting that the tests of this module start from.
name        = "cafe-orders-test-orders"
description = "The menu and the orders."

routes = {
  "GET /api/menu"                      = { operation = "read_menu" }
  "POST /api/orders"                   = { operation = "place_order", scope = "orders/write", request_model = "place_order", required_headers = ["Idempotency-Key"] }
  "GET /api/orders"                    = { operation = "list_orders", scope = "orders/read", query_parameters = ["limit", "cursor"] }
  "POST /api/orders/{order_id}/cancel" = { operation = "cancel_order", scope = "orders/write" }
}
schemas = { place_order = "{\"type\": \"object\"}" }

function = {
  name             = "cafe-orders-test-order-api"
  alias_name       = "live"
  alias_invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:cafe-orders-test-order-api:live/invocations"
}
user_pool_arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"
kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/mocked"
throttle      = { rate = 100, burst = 200 }
is_traced     = false
