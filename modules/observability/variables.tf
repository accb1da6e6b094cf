variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "queue_names" {
  description = "Names of the queues that are watched: outputs of the module order_store."
  type = object({
    orders        = string
    dead_letter   = string
    relay_failure = string
  })
  nullable = false

  validation {
    condition     = length(distinct(values(var.queue_names))) == 3
    error_message = "These are three different queues."
  }
}

variable "oldest_order_seconds" {
  description = "Seconds that an order may wait in the queue before an alarm."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.oldest_order_seconds >= 60
    error_message = "The metric comes once a minute: wait at least 60 seconds."
  }
}

variable "alarm_emails" {
  description = "Who is told of alarms: e-mail addresses by a name; nobody by default."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for address in values(var.alarm_emails) : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", address))])
    error_message = "Each address must look like bar@example.com."
  }
}

variable "are_alarms_evaluated" {
  description = "Whether CloudWatch evaluates alarms and so needs a key to publish through; false only on the local AWS, which does not."
  type        = bool
  default     = true
  nullable    = false
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
