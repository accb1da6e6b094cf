variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false
}

variable "old_version_days" {
  description = "Days for which an overwritten state can be restored; null keeps every version (on the local AWS a lifecycle rule takes 55 s)."
  type        = number
  default     = null

  validation {
    condition     = var.old_version_days == null ? true : var.old_version_days >= 7 && floor(var.old_version_days) == var.old_version_days
    error_message = "An overwritten state must be kept for at least 7 whole days: a broken state can stay unnoticed for some."
  }
}

variable "access_log_days" {
  description = "Days until the access logs of states and plans are deleted."
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
