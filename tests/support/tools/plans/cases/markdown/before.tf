locals {
  names = ["a|b", "`code`", "</details>", "@octocat", "[here](https://example.com)", "<!-- x -->", "# one\n# two"]
}

resource "terraform_data" "named" {
  for_each = toset(local.names)

  input = "${each.key} before"
}
