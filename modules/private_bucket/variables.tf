variable "name" {
  description = "Name of the bucket, unique worldwide."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "The name must be 3 to 63 lower-case letters, digits or hyphens, and start and end with a letter or digit."
  }
}

variable "encryption" {
  description = "Key that objects are encrypted with: aws:kms for AWS's own key of S3 in KMS, AES256 for S3's own, which services can write with."
  type        = string
  default     = "aws:kms"
  nullable    = false

  validation {
    condition     = contains(["AES256", "aws:kms"], var.encryption)
    error_message = "The encryption must be aws:kms or AES256."
  }
}

variable "retention" {
  description = "Days until a replaced version is deleted, and days until an object is (null: never); null keeps everything (on the local AWS a lifecycle rule takes 55 s)."
  type = object({
    old_version_days = number
    current_days     = optional(number)
  })
  default = null

  validation {
    condition     = var.retention == null ? true : alltrue([for days in [var.retention.old_version_days, coalesce(var.retention.current_days, 1)] : days >= 1 && floor(days) == days])
    error_message = "Objects and their old versions must be kept for whole days, at least 1."
  }
}

variable "access_log" {
  description = "Bucket of the access log, and the prefix of its objects; null for a bucket that keeps access logs itself."
  type        = object({ bucket = string, prefix = string })
  default     = null

  validation {
    condition     = var.access_log == null ? true : endswith(var.access_log.prefix, "/")
    error_message = "The prefix must end with a slash."
  }
}

variable "service_access" {
  description = "Access of AWS services, by the statement's name: one action, on the objects of a pattern or, without one, on the bucket itself."
  type = map(object({
    service    = string
    action     = string
    objects    = optional(string)
    conditions = map(map(string))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for access in values(var.service_access) : endswith(access.service, ".amazonaws.com") && can(regex("^s3:[A-Za-z]+$", access.action))])
    error_message = "A service such as cloudfront.amazonaws.com may do one action such as s3:GetObject: no wildcards."
  }

  validation {
    condition     = alltrue([for access in values(var.service_access) : anytrue([for test in values(access.conditions) : contains(keys(test), "aws:SourceArn")])])
    error_message = "A service can act for any account: restrict it by the condition aws:SourceArn."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused; false only on the local AWS, which speaks plain HTTP."
  type        = bool
  default     = true
  nullable    = false
}
