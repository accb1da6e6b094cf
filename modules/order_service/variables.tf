variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
}

variable "functions" {
  description = "The functions by name, services/functions.json: each has a trigger (api, queue or stream). Its environment variables and permissions are references to values of this module, such as table.name."
  type = map(object({
    description     = string
    handler         = string
    trigger         = string
    timeout_seconds = number
    environment     = map(string)
    permissions     = map(object({ actions = set(string), resource = string }))
  }))
  nullable = false

  validation {
    condition     = alltrue([for function in values(var.functions) : contains(local.triggers, function.trigger)])
    error_message = "A function's trigger must be one of ${join(", ", local.triggers)}. Change: ${join(", ", [for name, function in var.functions : name if !contains(local.triggers, function.trigger)])}."
  }

  validation {
    condition     = alltrue([for trigger in local.triggers : length([for function in values(var.functions) : function if function.trigger == trigger]) == 1])
    error_message = "Each trigger must have exactly one function; the functions have: ${join(", ", [for name, function in var.functions : "${name} = ${function.trigger}"])}."
  }

  validation {
    condition     = length(setsubtract(flatten([for function in values(var.functions) : concat(values(function.environment), values(function.permissions)[*].resource)]), keys(local.references))) == 0
    error_message = "Functions can't refer to ${join(", ", setsubtract(flatten([for function in values(var.functions) : concat(values(function.environment), values(function.permissions)[*].resource)]), keys(local.references)))}, but to ${join(", ", keys(local.references))}."
  }

  validation {
    condition     = alltrue([for function in values(var.functions) : 6 * function.timeout_seconds <= var.queue.visibility_timeout_seconds if function.trigger == "queue"])
    error_message = "The queue must hide an order for at least 6 times the timeout of the function that takes it, or two decide the same order at a time."
  }
}

variable "packages_path" {
  description = "Folder with a zip for each function, named after it, as made by `cafe package`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/|[.][.]/)", var.packages_path))
    error_message = "The folder must be an absolute path, or one that leads up from where Terragrunt runs Terraform: ../…"
  }
}

variable "routes" {
  description = "The contract's map of routes, services/order_api/contract/routes.json; see the module rest_api."
  type = map(object({
    operation        = string
    scope            = optional(string)
    request_model    = optional(string)
    required_headers = optional(list(string), [])
    query_parameters = optional(list(string), [])
  }))
  nullable = false

  validation {
    condition     = contains(keys(var.routes), "GET /api/menu") && alltrue([for key in keys(var.routes) : strcontains(key, " /api/")])
    error_message = "The site sends only /api/ to the API, and the page needs GET /api/menu."
  }
}

variable "schemas" {
  description = "The contract's schemas of request bodies (draft 4), as text, by the name that routes refer to."
  type        = map(string)
  nullable    = false
}

variable "user_pool_arn" {
  description = "User pool whose access tokens open the API."
  type        = string
  nullable    = false
}

variable "table" {
  description = "The table: output of the module order_store."
  type = object({
    name       = string
    arn        = string
    stream_arn = string
    index_arn  = string
  })
  nullable = false

  validation {
    condition     = startswith(var.table.stream_arn, "${var.table.arn}/stream/") && startswith(var.table.index_arn, "${var.table.arn}/index/")
    error_message = "Stream and index must be the table's own."
  }
}

variable "queue" {
  description = "The queue of orders to decide: output of the module order_store."
  type = object({
    arn                        = string
    url                        = string
    visibility_timeout_seconds = number
  })
  nullable = false

  validation {
    condition     = can(regex("^arn:[^:]+:sqs:", var.queue.arn))
    error_message = "The queue must be given by the ARN of an SQS queue."
  }
}

variable "relay_failure_queue" {
  description = "Queue of stream records that can't be read and of batches whose retries ran out: output of the module order_store."
  type = object({
    arn = string
    url = string
  })
  nullable = false

  validation {
    condition     = can(regex("^arn:[^:]+:sqs:", var.relay_failure_queue.arn))
    error_message = "The queue must be given by the ARN of an SQS queue."
  }
}

variable "topic_arn" {
  description = "Topic of order events."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[^:]+:sns:", var.topic_arn))
    error_message = "The topic must be given by its ARN."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts settings, logs and the secret that CloudFront sends to the API: output of the module order_store."
  type        = string
  nullable    = false
}

variable "order_retention_days" {
  description = "Days until the table deletes an order."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.order_retention_days >= 1 && var.order_retention_days <= 3650
    error_message = "Orders are kept for 1 to 3650 days."
  }
}

variable "processor_concurrency" {
  description = "Batches of the queue that are processed at a time."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.processor_concurrency >= 2 && var.processor_concurrency <= 1000
    error_message = "An SQS event source takes 2 to 1000 batches at a time."
  }
}

variable "reserved_concurrency" {
  description = "Invocations at a time set aside for a function, by its trigger."
  type        = map(number)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.reserved_concurrency), local.triggers)) == 0
    error_message = "Name the function by its trigger: ${join(", ", local.triggers)}."
  }

  validation {
    condition     = lookup(var.reserved_concurrency, "queue", var.processor_concurrency) >= var.processor_concurrency
    error_message = "With fewer invocations than batches at a time Lambda throttles the function of the queue, and each throttle counts as a receive."
  }
}

variable "snap_started" {
  description = "Functions whose published versions start from a snapshot (Lambda SnapStart), by their trigger: worth the price where a guest waits for a cold start."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.snap_started, local.triggers)) == 0
    error_message = "Name the function by its trigger: ${join(", ", local.triggers)}."
  }
}

variable "architecture" {
  description = "Processor of the functions: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false
}

variable "throttle" {
  description = "Requests a second, and at once, that the API takes before it answers 429."
  type = object({
    rate  = number
    burst = number
  })
  nullable = false
}

variable "cache_size_gb" {
  description = "Size of the API's cache for the menu in GB; null for none."
  type        = string
  default     = null
}

variable "is_traced" {
  description = "Whether X-Ray traces requests through API and functions."
  type        = bool
  nullable    = false
}

variable "log_retention_days" {
  description = "Days until CloudWatch Logs deletes a line."
  type        = number
  default     = 365
  nullable    = false
}

variable "firewall" {
  description = "Whether the firewall counts or blocks, and the most requests and orders of one address in five minutes; see the module firewall."
  type = object({
    mode  = string
    rates = object({ requests = number, orders = number })
  })
  nullable = false
}

variable "origin_rotation" {
  description = "Number of the secret that CloudFront sends to the API. To rotate it, add exactly 1."
  type        = number
  nullable    = false

  validation {
    condition     = var.origin_rotation >= 1 && floor(var.origin_rotation) == var.origin_rotation
    error_message = "The number must be a whole number from 1."
  }
}

variable "local_aws_url" {
  description = "Address of the local AWS, which serves the API itself; null on AWS."
  type        = string
  default     = null

  validation {
    condition     = var.local_aws_url == null ? true : can(regex("^http://[a-z0-9.]+:[0-9]+$", var.local_aws_url))
    error_message = "The local AWS's address must look like http://127.0.0.1:4566."
  }
}

variable "permissions_boundary" {
  description = "ARN of the policy that none of the roles made here can go beyond; null sets none."
  type        = string
  default     = null
}
