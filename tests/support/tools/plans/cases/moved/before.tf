resource "terraform_data" "old" {
  input = "same"
}

resource "terraform_data" "forgotten" {
  input = "same"
}
