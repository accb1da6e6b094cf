variable "name" {
  description = "Name of the function, of its role and, below /aws/lambda/, of its log group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,64}$", var.name))
    error_message = "The name must be 1 to 64 lower-case letters, digits or hyphens."
  }
}

variable "description" {
  description = "What the function does, in a sentence."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.description) > 0 && length(var.description) <= 256
    error_message = "The description must be 1 to 256 characters."
  }
}

variable "package_path" {
  description = "Path of the zip, as made by `cafe package`."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.package_path, ".zip")
    error_message = "The package must be a .zip file."
  }
}

variable "handler" {
  description = "What Lambda calls: module path and function, dotted."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_]+(\\.[a-z_]+)+$", var.handler))
    error_message = "The handler must look like module.submodule.function."
  }
}

variable "environment" {
  description = "Environment variables of the function: settings, never secrets."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "Environment variables are named in upper case with underscores."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the environment variables and the log: its policy must allow CloudWatch Logs, and this account through Lambda."
  type        = string
  nullable    = false
}

variable "statements" {
  description = "All that the function may do besides writing its own logs, by statement id."
  type = map(object({
    actions   = set(string)
    resources = set(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for sid in keys(var.statements) : can(regex("^[A-Za-z0-9]+$", sid))])
    error_message = "A statement id has letters and digits only."
  }

  validation {
    condition     = alltrue(flatten([for statement in values(var.statements) : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]]))
    error_message = "Name each action in full (dynamodb:PutItem): no wildcard."
  }

  validation {
    condition     = alltrue(flatten([for statement in values(var.statements) : [for resource in statement.resources : can(regex("^arn:[^*?]+$", resource))]]))
    error_message = "Name each resource by its ARN: no wildcard."
  }
}

variable "timeout_seconds" {
  description = "Seconds until Lambda ends an invocation."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "Lambda's timeout is 1 to 900 seconds."
  }
}

variable "memory_mb" {
  description = "Memory in MB; CPU grows with it."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "Lambda's memory is 128 to 10240 MB."
  }
}

variable "architecture" {
  description = "Processor: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture must be arm64 or x86_64."
  }
}

variable "is_snap_started" {
  description = "Whether published versions start from a snapshot of the initialised function (Lambda SnapStart, charged for cache and restores)."
  type        = bool
  default     = false
  nullable    = false
}

variable "reserved_concurrency" {
  description = "Invocations at a time that are set aside for the function and that it can't exceed; -1 for the account's shared pool."
  type        = number
  default     = -1
  nullable    = false

  validation {
    condition     = var.reserved_concurrency == -1 || var.reserved_concurrency >= 1
    error_message = "Reserve at least 1 invocation, or give -1 for the shared pool: 0 would switch the function off."
  }
}

variable "is_traced" {
  description = "Whether the function starts X-Ray traces; if not, it only continues those of its caller."
  type        = bool
  nullable    = false
}

variable "log_retention_days" {
  description = "Days until CloudWatch Logs deletes a line."
  type        = number
  default     = 365
  nullable    = false
}

variable "permissions_boundary" {
  description = "ARN of the policy that the function's role can't go beyond; null sets none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary))
    error_message = "The boundary must be the ARN of an IAM policy."
  }
}
