# One machine: `cafe up` applies it to a local AWS.
locals {
  account_id = "000000000000"
  region     = "us-east-1"

  domain              = null
  development_origins = ["http://localhost:5173", "http://localhost:5174", "http://localhost:5175"]
  is_inbox_enabled    = true
  email_notifications = {}
  alarm_emails        = {}

  throttle              = { rate = 1000, burst = 2000 }
  cache_size_gb         = null
  architecture          = "arm64"
  snap_started          = []
  processor_concurrency = 10
  reserved_concurrency  = {}

  countries       = []
  firewall        = { mode = "count", rates = { requests = 100000, orders = 10000 } }
  origin_rotation = 1

  is_protected         = false
  threat_protection    = "OFF"
  tracing_mode         = "PassThrough"
  access_log_days      = 7
  log_retention_days   = 7
  order_retention_days = 90
  old_version_days     = null
}
