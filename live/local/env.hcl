# One machine: `cafe up` applies it to a local AWS.
locals {
  account_id = "000000000000"

  development_origins = ["http://localhost:5173", "http://localhost:5174", "http://localhost:5175"]
  is_inbox_enabled    = true
  email_notifications = {}
  alarm_emails        = {}

  throttle              = { rate = 1000, burst = 2000 }
  cache_size_gb         = null
  snap_started          = []
  processor_concurrency = 10
  reserved_concurrency  = {}

  countries = []
  firewall  = { mode = "count", rates = { requests = 100000, orders = 10000 } }

  is_protected         = false
  threat_protection    = "OFF"
  is_traced            = false
  access_log_days      = 7
  log_retention_days   = 7
  order_retention_days = 90
  old_version_days     = null
}
