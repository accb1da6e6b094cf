"""Builds and checks what is deployed: zips, page, tools, bills of materials."""
