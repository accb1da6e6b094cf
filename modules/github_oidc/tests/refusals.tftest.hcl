mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name        = "cafe-orders-test"
  environment = "test"
  repository  = { owner = "octocat", name = "my-repo" }
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_an_environment_with_a_wildcard" {
  command = plan

  variables {
    environment = "*"
  }

  expect_failures = [var.environment]
}

run "refuses_an_owner_with_a_wildcard" {
  command = plan

  variables {
    repository = { owner = "octo*", name = "my-repo" }
  }

  expect_failures = [var.repository]
}

run "refuses_an_empty_owner" {
  command = plan

  variables {
    repository = { owner = "", name = "my-repo" }
  }

  expect_failures = [var.repository]
}

run "refuses_a_repository_with_a_path" {
  command = plan

  variables {
    repository = { owner = "octocat", name = "my-repo:ref" }
  }

  expect_failures = [var.repository]
}

run "refuses_ids_that_are_none" {
  command = plan

  variables {
    repository = { owner = "octocat", name = "my-repo", ids = { owner = 0, repository = 456789 } }
  }

  expect_failures = [var.repository]
}

run "refuses_actions_of_a_role_there_is_not" {
  command = plan

  variables {
    unresolved_actions = { admin = ["lambda:CreateFunction"] }
  }

  expect_failures = [var.unresolved_actions]
}

run "refuses_an_action_with_a_wildcard" {
  command = plan

  variables {
    unresolved_actions = { deploy = ["lambda:Create*"] }
  }

  expect_failures = [var.unresolved_actions]
}

run "refuses_a_batch_action_there_is_not" {
  command = plan

  variables {
    batch_actions = ["sqs:PurgeQueue"]
  }

  expect_failures = [var.batch_actions]
}
