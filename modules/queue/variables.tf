variable "name" {
  description = "Name of the queue."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,80}$", var.name))
    error_message = "The name must be 1 to 80 lower-case letters, digits or hyphens."
  }
}

variable "retention_seconds" {
  description = "Seconds that SQS keeps a message that is not deleted."
  type        = number
  default     = 1209600
  nullable    = false

  validation {
    condition     = var.retention_seconds >= 60 && var.retention_seconds <= 1209600
    error_message = "SQS keeps a message between 60 seconds and 14 days (1209600)."
  }
}

variable "visibility_timeout_seconds" {
  description = "Seconds that a received message stays hidden from other receivers."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.visibility_timeout_seconds >= 0 && var.visibility_timeout_seconds <= 43200
    error_message = "SQS hides a message between 0 seconds and 12 hours (43200)."
  }
}

variable "dead_letter" {
  description = "Queue that takes a message received `max_receive_count` times without being deleted; null for none."
  type = object({
    queue_arn         = string
    max_receive_count = number
  })
  default = null

  validation {
    condition     = var.dead_letter == null ? true : can(regex("^arn:[^:]+:sqs:", var.dead_letter.queue_arn))
    error_message = "The dead letter queue must be given by the ARN of an SQS queue."
  }

  validation {
    condition     = var.dead_letter == null ? true : var.dead_letter.max_receive_count >= 5 && var.dead_letter.max_receive_count <= 1000
    error_message = "A message must be received 5 to 1000 times before it is a dead letter: throttled pollers of Lambda count as receives."
  }
}

variable "senders" {
  description = "AWS services that may send, by a name for the policy's statement: each only on behalf of one resource."
  type = map(object({
    service    = string
    source_arn = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.senders) : can(regex("^[A-Za-z0-9]+$", name))])
    error_message = "A sender's name becomes a statement id: letters and digits only."
  }

  validation {
    condition     = alltrue([for sender in values(var.senders) : can(regex("^[a-z-]+\\.amazonaws\\.com$", sender.service))])
    error_message = "A sender's service must look like sns.amazonaws.com."
  }

  validation {
    condition     = alltrue([for sender in values(var.senders) : can(regex("^arn:[^*]+$", sender.source_arn))])
    error_message = "A sender's source must be one ARN, without a wildcard."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
