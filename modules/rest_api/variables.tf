variable "name" {
  description = "Name of the API."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,50}$", var.name))
    error_message = "The name must be 1 to 50 lower-case letters, digits or hyphens."
  }
}

variable "description" {
  description = "What the API is for, in a sentence."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.description) > 0
    error_message = "The description must not be empty."
  }
}

variable "routes" {
  description = "Every call by method and path (`GET /api/orders/{order_id}`, at most 4 parts): its operation's name, the scope it needs (null: anyone may call), the schema of its body, and its headers and query parameters."
  type = map(object({
    operation        = string
    scope            = optional(string)
    request_model    = optional(string)
    required_headers = optional(list(string), [])
    query_parameters = optional(list(string), [])
  }))
  nullable = false

  validation {
    condition     = length(var.routes) > 0 && alltrue([for key in keys(var.routes) : can(regex("^(DELETE|GET|PATCH|POST|PUT) (/([a-z_]+|\\{[a-z_]+\\})){1,4}$", key))])
    error_message = "A route looks like `GET /api/orders/{order_id}` and has at most 4 parts."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.scope == null ? true : can(regex("^[a-z]+/[a-z]+$", route.scope))])
    error_message = "A scope looks like orders/read; null lets anyone call."
  }

  validation {
    condition     = length(distinct([for route in values(var.routes) : route.operation])) == length(var.routes)
    error_message = "Each operation has one route."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.request_model == null ? true : contains(keys(var.schemas), route.request_model)])
    error_message = "Each request_model must be one of the schemas."
  }
}

variable "schemas" {
  description = "JSON Schemas (draft 4) of request bodies, as text, by name."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for schema in values(var.schemas) : can(jsondecode(schema))])
    error_message = "A schema must be JSON."
  }

  validation {
    condition     = alltrue([for name in keys(var.schemas) : can(regex("^[a-z][a-z_]*$", name))])
    error_message = "A schema is named in lower-case letters and underscores."
  }
}

variable "function" {
  description = "The function behind all routes, by its alias: outputs of the module lambda_function."
  type = object({
    name             = string
    alias_name       = string
    alias_invoke_arn = string
  })
  nullable = false

  validation {
    condition     = endswith(var.function.alias_invoke_arn, ":${var.function.alias_name}/invocations")
    error_message = "The invoke ARN must be the alias's, not the function's: a rollback moves the alias."
  }
}

variable "user_pool_arn" {
  description = "User pool whose access tokens open the routes that need a scope."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[^:]+:cognito-idp:[^:]+:[0-9]{12}:userpool/", var.user_pool_arn))
    error_message = "The user pool must be given by its ARN."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the access log: its policy must allow CloudWatch Logs."
  type        = string
  nullable    = false
}

variable "throttle" {
  description = "Requests a second, and at once, that the API takes before it answers 429."
  type = object({
    rate  = number
    burst = number
  })
  nullable = false

  validation {
    condition     = var.throttle.rate >= 1 && var.throttle.rate <= 10000 && var.throttle.burst >= 1 && var.throttle.burst <= 5000
    error_message = "The rate must be 1 to 10000 requests a second, and the burst 1 to 5000."
  }
}

variable "cache_size_gb" {
  description = "Size of the stage's cache in GB; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.cache_size_gb == null ? true : contains(["0.5", "1.6", "6.1", "13.5"], var.cache_size_gb)
    error_message = "The cache is 0.5, 1.6, 6.1 or 13.5 GB."
  }
}

variable "cached_routes" {
  description = "Routes answered from the stage's cache for a minute, where there is one."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for key in var.cached_routes : startswith(key, "GET ") && try(var.routes[key].scope, "") == null])
    error_message = "Only GET routes without a scope can be cached: their answer is the same for everyone."
  }
}

variable "explains_invalid_bodies" {
  description = "Whether a 400 for a body repeats the validator's text; false only on the local AWS, which has no such text."
  type        = bool
  default     = true
  nullable    = false
}

variable "is_traced" {
  description = "Whether X-Ray traces requests."
  type        = bool
  nullable    = false
}

variable "log_retention_days" {
  description = "Days until CloudWatch Logs deletes a line of the access log."
  type        = number
  default     = 365
  nullable    = false
}

variable "permissions_boundary" {
  description = "ARN of the policy that the role for the gateway's logs can't go beyond; null sets none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary))
    error_message = "The boundary must be the ARN of an IAM policy."
  }
}
