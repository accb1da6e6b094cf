# The setting that the tests of this module start from.
name            = "cafe-orders-test"
topic_name      = "cafe-orders-test-order-events"
distribution_id = "E123"
runbooks_url    = "https://example.com/docs/runbooks"

api = {
  name                  = "cafe-orders-test-orders"
  stage_name            = "live"
  access_log_group_name = "/aws/apigateway/cafe-orders-test-orders"
}

functions = {
  api     = { name = "cafe-orders-test-api", trigger = "api", log_group_name = "/aws/lambda/cafe-orders-test-api" }
  relay   = { name = "cafe-orders-test-relay", trigger = "stream", log_group_name = "/aws/lambda/cafe-orders-test-relay" }
  decider = { name = "cafe-orders-test-decider", trigger = "queue", log_group_name = "/aws/lambda/cafe-orders-test-decider" }
}

tables = {
  table = { name = "cafe-orders-test-orders", holds = "orders", operations = ["GetItem", "PutItem"] }
}

queues = {
  orders     = { name = "cafe-orders-test-orders", holds = "work" }
  orders-dlq = { name = "cafe-orders-test-orders-dlq", holds = "failures" }
}
is_traced = false
