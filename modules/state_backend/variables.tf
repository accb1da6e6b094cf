variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "old_version_days" {
  description = "Days for which an overwritten state can be brought back; null keeps everything for ever (the local AWS takes 55 s to set an end up)."
  type        = number
  default     = null

  validation {
    condition     = var.old_version_days == null ? true : var.old_version_days >= 7 && floor(var.old_version_days) == var.old_version_days
    error_message = "An overwritten state must be kept for at least 7 whole days: a broken one is not always seen at once."
  }
}

variable "access_log_days" {
  description = "Days for which it is kept who read or wrote a state or a plan."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.access_log_days >= 1 && floor(var.access_log_days) == var.access_log_days
    error_message = "Access logs are kept for whole days, and for one at least."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
