mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "has_a_resource_for_every_part_of_a_path" {
  command = plan

  assert {
    condition     = keys(aws_api_gateway_resource.depth_1) == ["api"] && keys(aws_api_gateway_resource.depth_2) == ["api/menu", "api/orders"] && keys(aws_api_gateway_resource.depth_3) == ["api/orders/{order_id}"] && keys(aws_api_gateway_resource.depth_4) == ["api/orders/{order_id}/cancel"]
    error_message = "Each path hangs below its parents."
  }
}

run "lets_anyone_read_the_menu_and_nobody_else_without_their_scope" {
  command = plan

  assert {
    condition     = aws_api_gateway_method.this["GET /api/menu"].authorization == "NONE"
    error_message = "The menu is public."
  }

  assert {
    condition     = alltrue([for key, method in aws_api_gateway_method.this : method.authorization == "COGNITO_USER_POOLS" && length(method.authorization_scopes) == 1 if key != "GET /api/menu"])
    error_message = "Every other call needs a token with its scope."
  }

  assert {
    condition     = aws_api_gateway_method.this["POST /api/orders"].authorization_scopes == toset(["orders/write"]) && aws_api_gateway_method.this["GET /api/orders"].authorization_scopes == toset(["orders/read"])
    error_message = "Writing and reading are different scopes."
  }
}

run "validates_bodies_and_parameters_before_the_function_runs" {
  command = plan

  assert {
    condition     = aws_api_gateway_method.this["POST /api/orders"].request_models["application/json"] == "PlaceOrder"
    error_message = "The body has the schema of its route."
  }

  assert {
    condition     = aws_api_gateway_method.this["POST /api/orders"].request_parameters["method.request.header.Idempotency-Key"] && aws_api_gateway_method.this["POST /api/orders/{order_id}/cancel"].request_parameters["method.request.path.order_id"]
    error_message = "Headers and path parameters are required."
  }

  assert {
    condition     = !aws_api_gateway_method.this["GET /api/orders"].request_parameters["method.request.querystring.limit"]
    error_message = "Query parameters may be left out."
  }
}

run "calls_the_alias_of_the_function" {
  command = plan

  assert {
    condition     = alltrue([for integration in aws_api_gateway_integration.this : strcontains(integration.uri, ":cafe-orders-test-order-api:live/invocations") && integration.type == "AWS_PROXY"])
    error_message = "A rollback moves the alias, so the API must call it."
  }

  assert {
    condition     = aws_lambda_permission.this.qualifier == "live" && aws_lambda_permission.this.source_arn == "arn:aws:execute-api:us-east-1:123456789012:abc123/live/*"
    error_message = "The permission is for the alias and this stage."
  }
}

run "answers_every_error_of_its_own_as_a_problem" {
  command = plan

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : response.response_parameters["gatewayresponse.header.Content-Type"] == "'application/problem+json'" && toset(keys(jsondecode(response.response_templates["application/json"]))) == toset(["type", "title", "status", "detail", "request_id"])])
    error_message = "Errors are problem details with all five members (RFC 9457)."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : tostring(jsondecode(response.response_templates["application/json"]).status) == response.status_code])
    error_message = "A problem says the status that it has."
  }

  assert {
    condition     = length(aws_api_gateway_gateway_response.this) == 21
    error_message = "API Gateway has 21 types of answers of its own."
  }
}

run "says_404_of_what_it_does_not_know_and_401_of_whom" {
  command = plan

  assert {
    condition     = aws_api_gateway_gateway_response.this["MISSING_AUTHENTICATION_TOKEN"].status_code == "404" && aws_api_gateway_gateway_response.this["UNAUTHORIZED"].status_code == "401" && aws_api_gateway_gateway_response.this["ACCESS_DENIED"].status_code == "403" && aws_api_gateway_gateway_response.this["REQUEST_TOO_LARGE"].status_code == "413" && aws_api_gateway_gateway_response.this["THROTTLED"].status_code == "429"
    error_message = "The statuses are those of the contract."
  }

  assert {
    condition     = aws_api_gateway_gateway_response.this["THROTTLED"].response_parameters["gatewayresponse.header.Retry-After"] == "'1'"
    error_message = "Who comes too often is told when to come back."
  }
}

run "never_repeats_a_text_that_may_name_an_arn" {
  command = plan

  assert {
    condition     = alltrue([for type, response in aws_api_gateway_gateway_response.this : !strcontains(response.response_templates["application/json"], "$context.error") if !startswith(type, "BAD_REQUEST_")])
    error_message = "Only the validator's texts are repeated."
  }
}

run "throttles_every_route" {
  command = plan

  assert {
    condition     = aws_api_gateway_method_settings.this["*/*"].settings[0].throttling_rate_limit == 100 && aws_api_gateway_method_settings.this["*/*"].settings[0].throttling_burst_limit == 200
    error_message = "All routes share the throttle."
  }

  assert {
    condition     = alltrue([for settings in aws_api_gateway_method_settings.this : !settings.settings[0].data_trace_enabled])
    error_message = "Bodies and tokens must never be logged."
  }
}

run "caches_only_the_routes_named" {
  command = plan

  variables {
    cache_size_gb = "0.5"
    cached_routes = ["GET /api/menu"]
  }

  assert {
    condition     = aws_api_gateway_stage.this.cache_cluster_enabled && aws_api_gateway_method_settings.this["api/menu/GET"].settings[0].caching_enabled && !aws_api_gateway_method_settings.this["*/*"].settings[0].caching_enabled
    error_message = "Only what is the same for everyone is cached."
  }
}

run "encrypts_the_cache_and_lets_no_visitor_empty_it" {
  command = plan

  variables {
    cache_size_gb = "0.5"
    cached_routes = ["GET /api/menu"]
  }

  assert {
    condition     = keys(aws_api_gateway_method_settings.this) == ["*/*", "api/menu/GET"] && aws_api_gateway_method_settings.this["api/menu/GET"].settings[0].cache_data_encrypted && aws_api_gateway_method_settings.this["api/menu/GET"].settings[0].cache_ttl_in_seconds == 60
    error_message = "The menu is kept for a minute, encrypted; nothing else is kept."
  }

  assert {
    condition     = alltrue([for settings in aws_api_gateway_method_settings.this : settings.settings[0].require_authorization_for_cache_control && settings.settings[0].unauthorized_cache_control_header_strategy == "SUCCEED_WITHOUT_RESPONSE_HEADER"])
    error_message = "Cache-Control: max-age=0 of a visitor does not reach the function."
  }

  assert {
    condition     = alltrue([for settings in aws_api_gateway_method_settings.this : settings.settings[0].throttling_rate_limit == 100 && settings.settings[0].throttling_burst_limit == 200])
    error_message = "Settings of a method don't inherit the stage's throttle."
  }
}

run "keeps_an_answer_without_body_for_who_knows_the_body" {
  command = plan

  variables {
    cache_size_gb = "0.5"
    cached_routes = ["GET /api/menu"]
  }

  assert {
    condition     = { for route, integration in aws_api_gateway_integration.this : route => integration.cache_key_parameters if length(coalesce(integration.cache_key_parameters, [])) > 0 } == { "GET /api/menu" = toset(["method.request.header.If-None-Match"]) }
    error_message = "A cached 304 must only be given to who sent the same entity tag."
  }

  assert {
    condition     = aws_api_gateway_method.this["GET /api/menu"].request_parameters == tomap({ "method.request.header.If-None-Match" = false })
    error_message = "The key is a parameter that may be left out."
  }
}

run "has_no_cache_unless_asked" {
  command = plan

  variables {
    cached_routes = ["GET /api/menu"]
  }

  assert {
    condition     = !aws_api_gateway_stage.this.cache_cluster_enabled && keys(aws_api_gateway_method_settings.this) == ["*/*"]
    error_message = "Without a cluster nothing is cached."
  }
}

run "waits_for_the_function_as_long_as_it_may" {
  command = plan

  assert {
    condition     = alltrue([for integration in aws_api_gateway_integration.this : integration.timeout_milliseconds == 29000])
    error_message = "The function must end first: 29 s is what its timeout is held against."
  }
}

run "serves_routes" {
  command = plan
}

run "serves_a_changed_schema_by_a_new_deployment" {
  command = plan

  variables {
    schemas = { place_order = "{\"type\": \"array\"}" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.served != run.serves_routes.served
    error_message = "A stage serves a snapshot: a changed schema needs a new one."
  }
}

run "keeps_its_role_within_the_boundary" {
  command = plan

  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/cafe-orders-test-boundary"
  }

  assert {
    condition     = aws_iam_role.logs.permissions_boundary == "arn:aws:iam::123456789012:policy/cafe-orders-test-boundary"
    error_message = "A deploy may make no role without it."
  }
}

run "says_what_its_firewall_said" {
  command = plan

  assert {
    condition     = jsondecode(aws_api_gateway_stage.this.access_log_settings[0].format).firewall == "$context.wafResponseCode"
    error_message = "The access log says what the firewall said."
  }
}
