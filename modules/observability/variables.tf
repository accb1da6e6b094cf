variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
}

variable "queues" {
  description = "Queues that are watched, by the start of their alarms' names: each holds work, or failures."
  type = map(object({
    name  = string
    holds = string
  }))
  nullable = false

  validation {
    condition     = alltrue([for queue in values(var.queues) : contains(["failures", "work"], queue.holds)])
    error_message = "A queue holds work or failures."
  }

  validation {
    condition     = length(distinct(values(var.queues)[*].name)) == length(var.queues)
    error_message = "Each queue must be named once."
  }
}

variable "functions" {
  description = "Functions that are watched, by their service's name: output of the module order_service."
  type = map(object({
    name           = string
    trigger        = string
    log_group_name = string
  }))
  nullable = false

  validation {
    condition     = alltrue([for trigger in ["api", "queue", "stream"] : length([for function in values(var.functions) : function if function.trigger == trigger]) == 1])
    error_message = "Each of the triggers api, queue and stream must have exactly one function."
  }
}

variable "api" {
  description = "The API that is watched, and where it logs each request: output of the module order_service."
  type = object({
    name                  = string
    stage_name            = string
    access_log_group_name = string
  })
  nullable = false

  validation {
    condition     = startswith(var.api.access_log_group_name, "/")
    error_message = "The name of a log group starts with a slash."
  }
}

variable "tables" {
  description = "Tables that are watched, by the start of their alarms' names: what each holds, and the operations that functions call."
  type = map(object({
    name       = string
    holds      = string
    operations = set(string)
  }))
  nullable = false

  validation {
    condition     = alltrue([for table in values(var.tables) : can(regex("^[a-zA-Z0-9_.-]{3,255}$", table.name))])
    error_message = "A table's name has 3 to 255 letters, digits or any of _ . -"
  }
}

variable "topic_name" {
  description = "Name (not the ARN) of the topic of order events: a metric's dimension."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,256}$", var.topic_name))
    error_message = "Give the topic's name, not its ARN."
  }
}

variable "distribution_id" {
  description = "Id of the site's distribution."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.distribution_id) > 0
    error_message = "The distribution's id must not be empty."
  }
}

variable "web_acls" {
  description = "Firewalls that are watched, by a short name: the web ACL's metric name, and its region (null for CloudFront's)."
  type = map(object({
    name   = string
    region = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.web_acls) : can(regex("^[a-z-]+$", key))])
    error_message = "A firewall's short name has lower-case letters and hyphens: it is part of an alarm's name."
  }
}

variable "runbooks_url" {
  description = "Address of the folder of runbooks, without a trailing slash: every alarm's description links one."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://.+[^/]$", var.runbooks_url))
    error_message = "The address must start with https:// and not end in a slash."
  }
}

variable "alarm_emails" {
  description = "E-mail addresses that receive alarms, by a name."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "are_alarms_evaluated" {
  description = "Whether CloudWatch evaluates alarms, and so needs a key to publish; false only on the local AWS."
  type        = bool
  default     = true
  nullable    = false
}

variable "are_queries_saved" {
  description = "Whether Logs Insights queries are saved; false only on the local AWS, which does not support them."
  type        = bool
  default     = true
  nullable    = false
}

variable "is_traced" {
  description = "Whether API and functions are traced: adds the sampling rule."
  type        = bool
  nullable    = false
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
