mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name        = "cafe-orders-test-orders"
  description = "The menu and the orders."

  routes = {
    "GET /api/menu"    = { operation = "read_menu" }
    "POST /api/orders" = { operation = "place_order", scope = "orders/write", request_model = "place_order" }
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
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Orders"
  }

  expect_failures = [var.name]
}

run "refuses_an_empty_description" {
  command = plan

  variables {
    description = ""
  }

  expect_failures = [var.description]
}

run "refuses_an_api_without_routes" {
  command = plan

  variables {
    routes = {}
  }

  expect_failures = [var.routes]
}

run "refuses_a_route_without_a_method" {
  command = plan

  variables {
    routes = { "/api/menu" = { operation = "read_menu" } }
  }

  expect_failures = [var.routes]
}

run "refuses_a_route_of_more_than_4_parts" {
  command = plan

  variables {
    routes = { "GET /api/a/b/c/d" = { operation = "read_menu" } }
  }

  expect_failures = [var.routes]
}

run "refuses_a_scope_without_a_resource_server" {
  command = plan

  variables {
    routes = { "GET /api/menu" = { operation = "read_menu", scope = "read" } }
  }

  expect_failures = [var.routes]
}

run "refuses_two_routes_for_an_operation" {
  command = plan

  variables {
    routes = {
      "GET /api/menu"  = { operation = "read_menu" }
      "GET /api/menus" = { operation = "read_menu" }
    }
  }

  expect_failures = [var.routes]
}

run "refuses_a_body_without_a_schema" {
  command = plan

  variables {
    routes = { "POST /api/orders" = { operation = "place_order", request_model = "order" } }
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

run "refuses_a_schema_named_in_capitals" {
  command = plan

  variables {
    schemas = { place_order = "{}", PlaceOrder = "{}" }
  }

  expect_failures = [var.schemas]
}

run "refuses_the_function_itself_instead_of_its_alias" {
  command = plan

  variables {
    function = {
      name             = "cafe-orders-test-order-api"
      alias_name       = "live"
      alias_invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:cafe-orders-test-order-api/invocations"
    }
  }

  expect_failures = [var.function]
}

run "refuses_what_is_no_user_pool" {
  command = plan

  variables {
    user_pool_arn = "us-east-1_AbCdEfGhI"
  }

  expect_failures = [var.user_pool_arn]
}

run "refuses_a_throttle_that_closes_the_api" {
  command = plan

  variables {
    throttle = { rate = 0, burst = 200 }
  }

  expect_failures = [var.throttle]
}

run "refuses_more_at_once_than_an_account_takes" {
  command = plan

  variables {
    throttle = { rate = 100, burst = 5001 }
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

run "refuses_to_cache_what_is_each_customers_own" {
  command = plan

  variables {
    cached_routes = ["POST /api/orders"]
  }

  expect_failures = [var.cached_routes]
}

run "refuses_to_cache_an_unknown_route" {
  command = plan

  variables {
    cached_routes = ["GET /api/specials"]
  }

  expect_failures = [var.cached_routes]
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

run "refuses_a_boundary_that_is_no_policy" {
  command = plan

  variables {
    permissions_boundary = "cafe-orders-test-boundary"
  }

  expect_failures = [var.permissions_boundary]
}

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/cafe-orders-test"
  }

  expect_failures = [var.kms_key_arn]
}
