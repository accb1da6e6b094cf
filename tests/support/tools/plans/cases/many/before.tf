resource "terraform_data" "kept" {
  for_each = toset([for number in range(4) : format("%03d", number)])

  input = "before"
}
