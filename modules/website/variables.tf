variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "api_origin" {
  description = "Where /api is served: output of the module order_service."
  type = object({
    domain_name = string
    path        = string
    http_port   = optional(number)
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
  description = "Host name of the site and the Route 53 zone it is in; null for CloudFront's own name."
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
  description = "Days until S3 deletes a version of a file that was replaced; null for never (the local AWS takes 55 s to set this up)."
  type        = number
  default     = 30

  validation {
    condition     = var.old_version_days == null ? true : var.old_version_days >= 1
    error_message = "Old versions are kept for at least a day."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
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
  description = "Origins of the page's development server that people may sign in from too; only on the local AWS."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.development_origins) == 0 || var.local_aws_url != null
    error_message = "Only the local AWS knows a development server."
  }
}
