# The rules of Terraform's own language, which tflint brings along; those of AWS are checkov's and the provider's.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
