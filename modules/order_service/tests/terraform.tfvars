# The setting that the tests of this module start from.
name          = "cafe-orders-test"
packages_path = "../order_service/tests/packages"

functions = {
  api = {
    description     = "Answers the API."
    handler         = "api.handler.handle"
    trigger         = "api"
    timeout_seconds = 15
    environment     = { TABLE_NAME = "table.name", ORDER_RETENTION_DAYS = "order_retention_days" }
    permissions     = { WriteOrders = { actions = ["dynamodb:PutItem"], resource = "table.arn" } }
  }
  relay = {
    description     = "Publishes the stream."
    handler         = "relay.handler.handle"
    trigger         = "stream"
    timeout_seconds = 45
    environment     = { QUEUE_URL = "queue.url", TOPIC_ARN = "topic.arn" }
    permissions = {
      Enqueue = { actions = ["sqs:SendMessage"], resource = "queue.arn" }
      Publish = { actions = ["sns:Publish"], resource = "topic.arn" }
    }
  }
  decider = {
    description     = "Decides orders."
    handler         = "decider.handler.handle"
    trigger         = "queue"
    timeout_seconds = 30
    environment     = { TABLE_NAME = "table.name" }
    permissions     = { DecideOrders = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resource = "table.arn" } }
  }
}

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
is_traced       = false
