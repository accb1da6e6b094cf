variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
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
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
