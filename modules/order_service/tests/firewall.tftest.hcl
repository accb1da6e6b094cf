mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "stands_behind_its_firewall" {
  command = plan

  assert {
    condition     = module.firewall.name == "cafe-orders-test-api" && contains(module.firewall.rule_names, "only-through-cloudfront")
    error_message = "The API answers only through CloudFront."
  }

  assert {
    condition     = aws_wafv2_web_acl_association.api.web_acl_arn == module.firewall.arn && aws_wafv2_web_acl_association.api.resource_arn == module.rest_api.stage_arn
    error_message = "The stage is the part of an API that a firewall protects."
  }
}
