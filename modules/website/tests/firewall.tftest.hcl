mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "../_mocks"
  override_during = plan
}

run "stands_behind_its_firewall" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.web_acl_id == module.firewall.arn && module.firewall.name == "cafe-orders-test-site"
    error_message = "The firewall is the distribution's."
  }

  assert {
    condition     = !contains(module.firewall.rule_names, "only-through-cloudfront")
    error_message = "Visitors need no secret."
  }
}
