variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
}

variable "is_protected" {
  description = "Whether the table refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "email_notifications" {
  description = "E-mail addresses and the statuses that each receives, by a name."
  type = map(object({
    address  = string
    statuses = set(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for notification in values(var.email_notifications) : length(setsubtract(notification.statuses, local.final_statuses)) == 0])
    error_message = "Events are sent for ${join(", ", local.final_statuses)}: name only these."
  }
}

variable "is_inbox_enabled" {
  description = "Whether a queue receives every event, for people and tests to read where no e-mail is sent."
  type        = bool
  default     = false
  nullable    = false
}

variable "is_index_complete" {
  description = "Whether the index by time holds whole orders instead of keys; true only on the local AWS, which ignores Select=ALL_ATTRIBUTES."
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
