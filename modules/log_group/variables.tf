variable "name" {
  description = "Name of the log group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_/.#-]{1,512}$", var.name))
    error_message = "The name must be 1 to 512 letters, digits or any of _ / . # -."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the lines: its policy must allow CloudWatch Logs for this log group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "The key must be given by the ARN of a KMS key."
  }
}

variable "retention_days" {
  description = "Days until CloudWatch Logs deletes a line."
  type        = number
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.retention_days)
    error_message = "CloudWatch Logs keeps lines 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731 days."
  }
}
