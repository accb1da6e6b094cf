mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_to_watch_what_has_no_metrics" {
  command = plan

  variables {
    queues          = { orders = { name = "orders", holds = "drinks" } }
    functions       = { api = { name = "f", trigger = "api", log_group_name = "/aws/lambda/f" } }
    api             = { name = "a", stage_name = "live", access_log_group_name = "a" }
    tables          = { table = { name = "a table", holds = "orders", operations = ["GetItem"] } }
    topic_name      = "arn:aws:sns:us-east-1:123456789012:events"
    distribution_id = ""
    web_acls        = { "The API" = { name = "api" } }
    runbooks_url    = "docs/runbooks/"
  }

  expect_failures = [
    var.queues,
    var.functions,
    var.api,
    var.tables,
    var.topic_name,
    var.distribution_id,
    var.web_acls,
    var.runbooks_url,
  ]
}

run "refuses_one_queue_twice_and_two_functions_of_one_trigger" {
  command = plan

  variables {
    queues = {
      orders     = { name = "orders", holds = "work" }
      orders-dlq = { name = "orders", holds = "failures" }
    }
    functions = {
      api     = { name = "api", trigger = "api", log_group_name = "/aws/lambda/api" }
      relay   = { name = "relay", trigger = "stream", log_group_name = "/aws/lambda/relay" }
      decider = { name = "decider", trigger = "queue", log_group_name = "/aws/lambda/decider" }
      second  = { name = "second", trigger = "queue", log_group_name = "/aws/lambda/second" }
    }
  }

  expect_failures = [var.queues, var.functions]
}
