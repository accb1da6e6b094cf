mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_api_gateway_does_not_take" {
  command = plan

  variables {
    name                 = "Orders"
    description          = ""
    schemas              = { place_order = "type: object" }
    function             = { name = "cafe-orders-test-api", alias_name = "live", alias_invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:cafe-orders-test-api/invocations" }
    user_pool_arn        = "us-east-1_AbCdEfGhI"
    throttle             = { rate = 0, burst = 200 }
    cache_size_gb        = "1"
    permissions_boundary = "cafe-orders-test-boundary"
  }

  expect_failures = [
    var.name,
    var.description,
    var.schemas,
    var.function,
    var.user_pool_arn,
    var.throttle,
    var.cache_size_gb,
    var.permissions_boundary,
  ]
}

run "refuses_a_schema_named_in_capitals" {
  command = plan

  variables {
    schemas = { place_order = "{}", PlaceOrder = "{}" }
  }

  expect_failures = [var.schemas]
}

run "refuses_an_api_without_routes_and_more_at_once_than_an_account_takes" {
  command = plan

  variables {
    routes   = {}
    throttle = { rate = 100, burst = 5001 }
  }

  expect_failures = [var.routes, var.throttle]
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
