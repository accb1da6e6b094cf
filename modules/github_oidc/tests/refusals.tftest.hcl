mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_wildcards_and_names_in_capitals" {
  command = plan

  variables {
    name               = "Cafe"
    environment        = "*"
    repository         = { owner = "octo*", name = "my-repo" }
    unresolved_actions = { deploy = ["lambda:Create*"] }
    batch_actions      = ["sqs:PurgeQueue"]
  }

  expect_failures = [
    var.name,
    var.environment,
    var.repository,
    var.unresolved_actions,
    var.batch_actions,
  ]
}

run "refuses_no_owner_and_actions_of_an_unknown_role" {
  command = plan

  variables {
    repository         = { owner = "", name = "my-repo" }
    unresolved_actions = { admin = ["lambda:CreateFunction"] }
  }

  expect_failures = [var.repository, var.unresolved_actions]
}

run "refuses_a_repository_with_a_path" {
  command = plan

  variables {
    repository = { owner = "octocat", name = "my-repo:ref" }
  }

  expect_failures = [var.repository]
}

run "refuses_ids_that_are_not_positive" {
  command = plan

  variables {
    repository = { owner = "octocat", name = "my-repo", ids = { owner = 0, repository = 456789 } }
  }

  expect_failures = [var.repository]
}
