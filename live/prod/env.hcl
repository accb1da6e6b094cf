# Where customers order. Account, domain and addresses are examples: put yours.
locals {
  account_id = "222222222222"

  development_origins = []
  is_inbox_enabled    = false
  email_notifications = {
    # Not CONFIRMED: SNS stops a subscription that gets more than ten e-mails a second (docs/scale.md).
    bar = { address = "bar@example.com", statuses = ["CANCELLED", "REJECTED"] }
  }
  alarm_emails = { on_call = "on-call@example.com" }

  throttle              = { rate = 500, burst = 1000 }
  cache_size_gb         = "0.5"
  snap_started          = ["api"]
  processor_concurrency = 50
  reserved_concurrency  = { stream = 20 }

  countries = ["AT", "CH", "DE", "US"] # the last for the runners of GitHub, which order there after each deploy
  firewall  = { mode = "block", rates = { requests = 2000, orders = 100 } }

  is_protected         = true
  threat_protection    = "ENFORCED"
  is_traced            = true
  access_log_days      = 90
  log_retention_days   = 365
  order_retention_days = 90
  old_version_days     = 30
}
