# Where a change is proven before prod. The account is an example: put yours.
locals {
  account_id = "111111111111"

  development_origins = []
  is_inbox_enabled    = true
  email_notifications = {}
  alarm_emails        = {}

  throttle              = { rate = 50, burst = 100 }
  cache_size_gb         = "0.5" # as in prod: what is cached for whom is proven here first
  snap_started          = []
  processor_concurrency = 5
  reserved_concurrency  = {}

  countries = ["AT", "CH", "DE", "US"] # the last for the runners of GitHub, which order here after each deploy
  firewall  = { mode = "block", rates = { requests = 3000, orders = 300 } }

  is_protected         = true
  threat_protection    = "AUDIT"
  is_traced            = true
  access_log_days      = 30
  log_retention_days   = 365
  order_retention_days = 30
  old_version_days     = 7
}
