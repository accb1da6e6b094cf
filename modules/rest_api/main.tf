data "aws_partition" "current" {}

locals {
  stage_name = "live"

  operations = { for key, route in var.routes : key => merge(route, {
    method     = split(" ", key)[0]
    path       = trimprefix(split(" ", key)[1], "/")
    parameters = flatten(regexall("\\{([a-z_]+)\\}", key))
  }) }

  # Every path is made of its parents: api, api/orders, api/orders/{order_id}…
  paths = toset(flatten([for operation in local.operations : [
    for depth in range(1, length(split("/", operation.path)) + 1) :
    join("/", slice(split("/", operation.path), 0, depth))
  ]]))
  paths_by_depth = { for depth in range(1, 5) : depth => toset([
    for path in local.paths : path if length(split("/", path)) == depth
  ]) }

  resources = merge(
    aws_api_gateway_resource.depth_1,
    aws_api_gateway_resource.depth_2,
    aws_api_gateway_resource.depth_3,
    aws_api_gateway_resource.depth_4,
  )

  # API Gateway names models in letters and digits.
  model_names = { for name in keys(var.schemas) : name => replace(title(replace(name, "_", " ")), " ", "") }

  cached_routes = { for key, operation in local.operations : key => operation if contains(var.cached_routes, key) && var.cache_size_gb != null }

  # The cache keeps a 304 like any answer. Only who sent the same entity tag may be given it.
  cache_keys = { for key in keys(local.operations) : key => toset([for header in ["method.request.header.If-None-Match"] : header if contains(keys(local.cached_routes), key)]) }

  # Method settings don't inherit: each one repeats the throttle.
  settings = merge(
    { "*/*" = { caching_enabled = false } },
    { for key, operation in local.cached_routes : "${operation.path}/${operation.method}" => { caching_enabled = true } },
  )
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = var.description

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_resource" "depth_1" {
  for_each = local.paths_by_depth[1]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_resource" "depth_2" {
  for_each = local.paths_by_depth[2]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_1[dirname(each.key)].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "depth_3" {
  for_each = local.paths_by_depth[3]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_2[dirname(each.key)].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "depth_4" {
  for_each = local.paths_by_depth[4]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_3[dirname(each.key)].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_model" "this" {
  for_each = var.schemas

  rest_api_id  = aws_api_gateway_rest_api.this.id
  name         = local.model_names[each.key]
  content_type = "application/json"
  schema       = each.value
}

resource "aws_api_gateway_request_validator" "this" {
  name                        = "body-and-parameters"
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  validate_request_body       = true
  validate_request_parameters = true
}

resource "aws_api_gateway_authorizer" "customers" {
  name          = "customers"
  rest_api_id   = aws_api_gateway_rest_api.this.id
  type          = "COGNITO_USER_POOLS"
  provider_arns = [var.user_pool_arn]
}

resource "aws_api_gateway_method" "this" {
  for_each = local.operations

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = local.resources[each.value.path].id
  http_method          = each.value.method
  operation_name       = each.value.operation
  authorization        = each.value.scope == null ? "NONE" : "COGNITO_USER_POOLS"
  authorizer_id        = each.value.scope == null ? null : aws_api_gateway_authorizer.customers.id
  authorization_scopes = each.value.scope == null ? null : [each.value.scope]
  request_validator_id = aws_api_gateway_request_validator.this.id

  request_models = { for content_type, model in { "application/json" = each.value.request_model } :
  content_type => aws_api_gateway_model.this[model].name if model != null }

  request_parameters = merge(
    { for name in each.value.parameters : "method.request.path.${name}" => true },
    { for name in each.value.required_headers : "method.request.header.${name}" => true },
    { for name in each.value.query_parameters : "method.request.querystring.${name}" => false },
    { for header in local.cache_keys[each.key] : header => false },
  )
}

resource "aws_api_gateway_integration" "this" {
  for_each = local.operations

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = local.resources[each.value.path].id
  http_method             = aws_api_gateway_method.this[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.function.alias_invoke_arn
  timeout_milliseconds    = 29000
  cache_key_parameters    = local.cache_keys[each.key]
}

resource "aws_lambda_permission" "this" {
  statement_id  = "AllowRestApi"
  action        = "lambda:InvokeFunction"
  function_name = var.function.name
  qualifier     = var.function.alias_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${local.stage_name}/*"
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  # A stage serves a snapshot: everything that is part of it must make a new one.
  triggers = {
    served = sha1(jsonencode([
      var.routes,
      local.cache_keys,
      var.schemas,
      var.function,
      var.user_pool_arn,
      local.problems,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_gateway_response.this,
    aws_api_gateway_integration.this,
  ]
}

module "access_log" {
  source = "../log_group"

  name           = "/aws/apigateway/${var.name}"
  retention_days = var.log_retention_days
  kms_key_arn    = var.kms_key_arn
}

resource "aws_api_gateway_stage" "this" {
  #checkov:skip=CKV2_AWS_51:The certificate is what a gateway shows to an HTTP backend; this one calls Lambda, which knows it by IAM and by the ARN in its permission.
  rest_api_id           = aws_api_gateway_rest_api.this.id
  deployment_id         = aws_api_gateway_deployment.this.id
  stage_name            = local.stage_name
  xray_tracing_enabled  = var.is_traced
  cache_cluster_enabled = var.cache_size_gb != null
  cache_cluster_size    = var.cache_size_gb

  access_log_settings {
    destination_arn = module.access_log.arn
    format = jsonencode({
      request_id          = "$context.requestId"
      at                  = "$context.requestTime"
      method              = "$context.httpMethod"
      path                = "$context.resourcePath"
      status              = "$context.status"
      latency             = "$context.responseLatency"
      integration_latency = "$context.integrationLatency"
      error               = "$context.error.responseType"
      trace_id            = "$context.xrayTraceId"
      firewall            = "$context.wafResponseCode"
    })
  }

  # Without the account's role API Gateway refuses access_log_settings.
  depends_on = [aws_api_gateway_account.this]
}

resource "aws_api_gateway_method_settings" "this" {
  #checkov:skip=CKV_AWS_225:Only the menu is the same for everyone and may be cached; an answer made for one customer must not reach another.
  for_each = local.settings

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = each.key

  settings {
    throttling_rate_limit  = var.throttle.rate
    throttling_burst_limit = var.throttle.burst
    logging_level          = "ERROR"
    data_trace_enabled     = false
    metrics_enabled        = true
    caching_enabled        = each.value.caching_enabled
    cache_data_encrypted   = each.value.caching_enabled
    cache_ttl_in_seconds   = each.value.caching_enabled ? 60 : 0

    # Who has no permission to invalidate, as all who visit, is answered from the cache; a browser's reload is no error.
    require_authorization_for_cache_control    = true
    unauthorized_cache_control_header_strategy = "SUCCEED_WITHOUT_RESPONSE_HEADER"
  }
}
