variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "is_protected" {
  description = "Whether the table refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "visibility_timeout_seconds" {
  description = "Seconds that an order taken from the queue stays hidden: at least 6 times the processor's timeout (Lambda Developer Guide, \"Using Lambda with Amazon SQS\")."
  type        = number
  default     = 180
  nullable    = false

  validation {
    condition     = var.visibility_timeout_seconds >= 6 && var.visibility_timeout_seconds <= 43200
    error_message = "The queue must hide an order for 6 seconds to 12 hours."
  }
}

variable "max_receive_count" {
  description = "Times that an order is taken from the queue without being decided before it is a dead letter."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_receive_count >= 5 && var.max_receive_count <= 1000
    error_message = "An order is tried 5 to 1000 times: Lambda's pollers spend receives when they are throttled."
  }
}

variable "queue_retention_days" {
  description = "Days that an order waits in the queue for its decision."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.queue_retention_days >= 1 && var.queue_retention_days <= 13
    error_message = "Orders wait for 1 to 13 days: a dead letter must be kept longer, and SQS keeps nothing for more than 14."
  }
}

variable "dead_letter_retention_days" {
  description = "Days that dead letters, and the stream batches that the relay gave up on, wait for a person."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.dead_letter_retention_days > var.queue_retention_days && var.dead_letter_retention_days <= 14
    error_message = "A dead letter keeps the age it had in the queue: it must be kept for longer, and SQS keeps nothing for more than 14 days."
  }
}

variable "email_notifications" {
  description = "Who is told by e-mail of which statuses, by a name; nobody by default."
  type = map(object({
    address  = string
    statuses = set(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for notification in values(var.email_notifications) : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", notification.address))])
    error_message = "Each address must look like bar@example.com."
  }

  validation {
    condition = alltrue([for notification in values(var.email_notifications) : (
      length(notification.statuses) > 0 &&
      length(setsubtract(notification.statuses, ["CONFIRMED", "REJECTED", "CANCELLED"])) == 0
    )])
    error_message = "Events are sent for CONFIRMED, REJECTED and CANCELLED: name at least one of them."
  }
}

variable "is_inbox_enabled" {
  description = "Whether a queue gets every event, for people and tests to read where no e-mail is sent."
  type        = bool
  default     = false
  nullable    = false
}

variable "is_index_complete" {
  description = "Whether the index by time repeats whole orders instead of their keys; true only on the local AWS, which does not fetch from the table what the index lacks (Select=ALL_ATTRIBUTES)."
  type        = bool
  default     = false
  nullable    = false
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
