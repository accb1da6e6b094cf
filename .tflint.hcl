# The rules of the language, which tflint brings along; those of AWS are a plugin to download, and are checkov's here.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
