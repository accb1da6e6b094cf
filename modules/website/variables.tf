variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
}

variable "api_origin" {
  description = "Where /api is served: output of the module order_service."
  type = object({
    domain_name = string
    path        = string
    http_port   = optional(number)

    viewer_address_header = string
    secret_header         = string
    secrets_path          = optional(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^/.*[^/]$", var.api_origin.path))
    error_message = "The origin's path starts with a slash and ends without one."
  }
}

variable "identity" {
  description = "User pool that people sign in with: outputs of the module identity."
  type = object({
    user_pool_id  = string
    issuer        = string
    hosted_ui_url = string
    scopes        = list(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^https?://[^/]+$", var.identity.hosted_ui_url))
    error_message = "The hosted UI's address must be an origin without a path: the page's content security policy names it."
  }
}

variable "domain" {
  description = "Host name of the site and its Route 53 zone; null for CloudFront's host name."
  type = object({
    name    = string
    zone_id = string
  })
  default = null

  validation {
    condition     = var.domain == null ? true : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain.name))
    error_message = "The domain must be a host name in lower case, such as orders.example.com."
  }

  validation {
    condition     = var.domain == null ? true : can(regex("^Z[A-Z0-9]+$", var.domain.zone_id))
    error_message = "The zone's id must look like Z0123456789ABCDEFGHIJ."
  }
}

variable "old_version_days" {
  description = "Days until S3 deletes a replaced version of a file; null keeps everything (on the local AWS a lifecycle rule takes 55 s)."
  type        = number
  default     = 30
}

variable "access_log_days" {
  description = "Days until the access logs of CloudFront and of the page's bucket are deleted: they hold visitors' addresses."
  type        = number
  default     = 90
  nullable    = false
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}

variable "countries" {
  description = "Countries (ISO 3166-1, two letters) whose visitors are served; empty for all."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for country in var.countries : can(regex("^[A-Z]{2}$", country))])
    error_message = "A country is two capital letters, such as AT."
  }
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
}

variable "kms_key_arn" {
  description = "Key that encrypts the firewall's log, and must allow CloudWatch Logs: output of the module order_store."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "Days until logs of the site are deleted."
  type        = number
  default     = 365
  nullable    = false
}

variable "local_aws_url" {
  description = "Address of the local AWS, which serves the site on its own port; null on AWS."
  type        = string
  default     = null

  validation {
    condition     = var.local_aws_url == null ? true : can(regex("^http://[a-z0-9.]+:[0-9]+$", var.local_aws_url))
    error_message = "The local AWS's address must look like http://127.0.0.1:4566."
  }
}

variable "development_origins" {
  description = "Origins of the page's development server that sign-in may also return to; only on the local AWS."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.development_origins) == 0 || var.local_aws_url != null
    error_message = "Development servers are only for the local AWS."
  }
}
