mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name            = "cafe-orders-test"
  table_name      = "cafe-orders-test-orders"
  topic_name      = "cafe-orders-test-order-events"
  distribution_id = "E123"
  runbooks_url    = "https://example.com/docs/runbooks"

  api = {
    name                  = "cafe-orders-test-orders"
    stage_name            = "live"
    access_log_group_name = "/aws/apigateway/cafe-orders-test-orders"
  }

  functions = {
    order_api       = { name = "cafe-orders-test-order-api", log_group_name = "/aws/lambda/cafe-orders-test-order-api" }
    order_relay     = { name = "cafe-orders-test-order-relay", log_group_name = "/aws/lambda/cafe-orders-test-order-relay" }
    order_processor = { name = "cafe-orders-test-order-processor", log_group_name = "/aws/lambda/cafe-orders-test-order-processor" }
  }

  queue_names = {
    orders        = "cafe-orders-test-orders"
    dead_letter   = "cafe-orders-test-orders-dlq"
    relay_failure = "cafe-orders-test-order-relay-failures"
  }
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_to_watch_one_queue_twice" {
  command = plan

  variables {
    queue_names = { orders = "orders", dead_letter = "orders", relay_failure = "failures" }
  }

  expect_failures = [var.queue_names]
}

run "refuses_to_leave_a_function_unwatched" {
  command = plan

  variables {
    functions = { order_api = { name = "f", log_group_name = "/aws/lambda/f" }, order_relay = { name = "f", log_group_name = "/aws/lambda/f" } }
  }

  expect_failures = [var.functions]
}

run "refuses_a_log_group_without_its_path" {
  command = plan

  variables {
    api = { name = "a", stage_name = "live", access_log_group_name = "a" }
  }

  expect_failures = [var.api]
}

run "refuses_what_is_no_table_s_name" {
  command = plan

  variables {
    table_name = "a table"
  }

  expect_failures = [var.table_name]
}

run "refuses_a_topic_s_arn_for_its_name" {
  command = plan

  variables {
    topic_name = "arn:aws:sns:us-east-1:123456789012:events"
  }

  expect_failures = [var.topic_name]
}

run "refuses_no_distribution" {
  command = plan

  variables {
    distribution_id = ""
  }

  expect_failures = [var.distribution_id]
}

run "refuses_a_firewall_whose_short_name_is_no_part_of_a_name" {
  command = plan

  variables {
    web_acls = { "The API" = { name = "api" } }
  }

  expect_failures = [var.web_acls]
}

run "refuses_runbooks_that_no_link_can_reach" {
  command = plan

  variables {
    runbooks_url = "docs/runbooks/"
  }

  expect_failures = [var.runbooks_url]
}

run "refuses_what_is_no_e_mail_address" {
  command = plan

  variables {
    alarm_emails = { on_call = "on-call" }
  }

  expect_failures = [var.alarm_emails]
}

run "refuses_a_tracing_mode_that_x_ray_does_not_know" {
  command = plan

  variables {
    tracing_mode = "On"
  }

  expect_failures = [var.tracing_mode]
}
