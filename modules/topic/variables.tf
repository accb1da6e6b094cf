variable "name" {
  description = "Name of the topic."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,256}$", var.name))
    error_message = "The name must be 1 to 256 lower-case letters, digits or hyphens."
  }
}

variable "kms_key_id" {
  description = "Key that encrypts messages at rest. AWS's own key for SNS serves principals of the account, but no AWS service."
  type        = string
  default     = "alias/aws/sns"
  nullable    = false

  validation {
    condition     = can(regex("^(alias/|arn:[^:]+:kms:)", var.kms_key_id))
    error_message = "The key must be an alias (alias/…) or the ARN of a KMS key."
  }

  validation {
    condition     = length(var.publisher_services) == 0 || var.kms_key_id != "alias/aws/sns"
    error_message = "An AWS service can't publish with the key alias/aws/sns: set a key whose policy allows the service."
  }
}

variable "publisher_services" {
  description = "AWS services of this account that may publish, for example cloudwatch.amazonaws.com."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.publisher_services : can(regex("^[a-z-]+\\.amazonaws\\.com$", service))])
    error_message = "A publisher must look like cloudwatch.amazonaws.com."
  }
}

variable "subscriptions" {
  description = "Subscribers by name: `protocol` is email or sqs; `statuses` keeps only messages whose attribute `status` is one of them."
  type = map(object({
    protocol = string
    endpoint = string
    statuses = optional(set(string))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for subscription in values(var.subscriptions) : contains(["email", "sqs"], subscription.protocol)])
    error_message = "A subscription's protocol must be email or sqs."
  }

  validation {
    condition     = alltrue([for subscription in values(var.subscriptions) : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", subscription.endpoint)) if subscription.protocol == "email"])
    error_message = "An e-mail address must look like bar@example.com."
  }

  validation {
    condition     = alltrue([for subscription in values(var.subscriptions) : subscription.statuses == null ? true : length(subscription.statuses) > 0])
    error_message = "A subscription must have at least one status, or it receives no message."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
