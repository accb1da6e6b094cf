"""The manifest names every function, and every function has its package."""

from cafe.checkout import workspace
from cafe.functions import read_functions

ROOT = workspace().root
NOT_FUNCTIONS = {"orders"}


def test_every_package_of_the_services_has_a_function_in_the_manifest() -> None:
    packages = {file.parent.name for file in (ROOT / "services").glob("*/__init__.py")}

    assert {function.package for function in read_functions(ROOT)} == packages - NOT_FUNCTIONS


def test_every_handler_exists() -> None:
    for function in read_functions(ROOT):
        module, _, name = function.handler.rpartition(".")

        assert f"def {name}(" in (ROOT / "services" / f"{module.replace('.', '/')}.py").read_text()


def test_a_function_is_named_with_hyphens_on_aws() -> None:
    assert all("_" not in function.aws_name for function in read_functions(ROOT))
