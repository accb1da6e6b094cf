resource "terraform_data" "kept" {
  for_each = toset([for number in range(2, 6) : format("%03d", number)])

  input = "after ${join(" ", [for word in range(20) : each.key])}"
}
