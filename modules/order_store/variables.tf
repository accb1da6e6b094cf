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
