# What the gateway answers itself, as problem details (RFC 9457). All texts but the validator's are fixed: the gateway's
# own may name ARNs. Types: API Gateway Developer Guide, "Gateway response types for API Gateway".
locals {
  problems = {
    ACCESS_DENIED                  = { status = 403, title = "Forbidden", detail = "The token does not allow this." }
    API_CONFIGURATION_ERROR        = { status = 500, title = "Internal Server Error", detail = "Something went wrong on our side." }
    AUTHORIZER_CONFIGURATION_ERROR = { status = 500, title = "Internal Server Error", detail = "Something went wrong on our side." }
    AUTHORIZER_FAILURE             = { status = 500, title = "Internal Server Error", detail = "Something went wrong on our side." }
    BAD_REQUEST_BODY               = { status = 400, title = "Bad Request", detail = local.body_detail }
    BAD_REQUEST_PARAMETERS         = { status = 400, title = "Bad Request", detail = "$context.error.message" }
    DEFAULT_4XX                    = { status = 400, title = "Bad Request", detail = "The request can't be understood." }
    DEFAULT_5XX                    = { status = 500, title = "Internal Server Error", detail = "Something went wrong on our side." }
    EXPIRED_TOKEN                  = { status = 401, title = "Unauthorized", detail = "The token has expired." }
    INTEGRATION_FAILURE            = { status = 502, title = "Bad Gateway", detail = "Something went wrong on our side." }
    INTEGRATION_TIMEOUT            = { status = 504, title = "Gateway Timeout", detail = "The answer took too long." }
    INVALID_API_KEY                = { status = 403, title = "Forbidden", detail = "The request is not allowed." }
    INVALID_SIGNATURE              = { status = 401, title = "Unauthorized", detail = "The signature is not valid." }
    MISSING_AUTHENTICATION_TOKEN   = { status = 404, title = "Not Found", detail = "There is no such resource." }
    QUOTA_EXCEEDED                 = { status = 429, title = "Too Many Requests", detail = "Too many requests: try again later." }
    REQUEST_TOO_LARGE              = { status = 413, title = "Content Too Large", detail = "The request is too large." }
    RESOURCE_NOT_FOUND             = { status = 404, title = "Not Found", detail = "There is no such resource." }
    THROTTLED                      = { status = 429, title = "Too Many Requests", detail = "Too many requests: try again in a second." }
    UNAUTHORIZED                   = { status = 401, title = "Unauthorized", detail = "Sign in first: the token is missing, expired or not valid." }
    UNSUPPORTED_MEDIA_TYPE         = { status = 415, title = "Unsupported Media Type", detail = "Send application/json." }
    WAF_FILTERED                   = { status = 403, title = "Forbidden", detail = "The request is not allowed." }
  }

  body_detail = var.explains_invalid_bodies ? "$context.error.validationErrorString" : "The body is not JSON of the documented form."

  # Header values are quoted: unquoted text would name a parameter of the request.
  problem_headers = {
    QUOTA_EXCEEDED = { Retry-After = "'3600'" }
    THROTTLED      = { Retry-After = "'1'" }
    UNAUTHORIZED   = { WWW-Authenticate = "'Bearer'" }
  }
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = local.problems

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key
  status_code   = tostring(each.value.status)

  response_parameters = { for name, value in merge(
    { Content-Type = "'application/problem+json'", Cache-Control = "'no-store'", X-Correlation-Id = "context.requestId" },
    lookup(local.problem_headers, each.key, {}),
  ) : "gatewayresponse.header.${name}" => value }

  response_templates = {
    "application/json" = jsonencode({
      type       = "about:blank"
      title      = each.value.title
      status     = each.value.status
      detail     = each.value.detail
      request_id = "$context.requestId"
    })
  }
}
