# The setting that the tests of this module start from.
name        = "cafe-orders-test"
environment = "test"
repository  = { owner = "octocat", name = "my-repo", ids = { owner = 123456, repository = 456789 } }
