"""botocore's data, reduced to what is called."""

from typing import Any

import pytest

from cafe.build.botocore_models import only

MODEL: dict[str, Any] = {
    "metadata": {"protocol": "json"},
    "documentation": "A service.",
    "operations": {
        "PutItem": {"input": {"shape": "Put"}, "errors": [{"shape": "Refused"}], "documentation": "Puts."},
        "Scan": {"input": {"shape": "Everything"}},
    },
    "shapes": {
        "Put": {"type": "structure", "members": {"documentation": {"shape": "Text"}, "Item": {"shape": "Item"}}},
        "Item": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Value"}},
        "Value": {"type": "structure", "members": {"L": {"shape": "Values"}}},
        "Values": {"type": "list", "member": {"shape": "Value"}},
        "Text": {"type": "string"},
        "Refused": {"type": "structure", "members": {}, "exception": True},
        "Everything": {"type": "structure", "members": {}},
    },
}


def test_it_keeps_the_operation_and_every_shape_it_reaches() -> None:
    reduced = only(MODEL, {"PutItem"})

    assert reduced["operations"].keys() == {"PutItem"}
    assert reduced["shapes"].keys() == MODEL["shapes"].keys() - {"Everything"}
    assert reduced["metadata"] == MODEL["metadata"]


def test_it_drops_texts_that_document_but_no_member_of_that_name() -> None:
    reduced = only(MODEL, {"PutItem"})

    assert "documentation" not in reduced
    assert "documentation" not in reduced["operations"]["PutItem"]
    assert reduced["shapes"]["Put"]["members"]["documentation"] == {"shape": "Text"}


def test_an_operation_that_does_not_exist_fails_the_build() -> None:
    with pytest.raises(KeyError, match="PutIten"):
        only(MODEL, {"PutIten"})
