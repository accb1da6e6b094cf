"""Functions of the tests' own: the tools do the same for any."""

from pathlib import Path

from cafe.files import write_json
from cafe.functions import MANIFEST, Function, read_functions

TRIGGERS = {"shop_api": "api", "shop_relay": "stream", "shop_worker": "queue"}
NAMES = tuple(TRIGGERS)
OPERATIONS = {"dynamodb": ["GetItem", "PutItem", "Query", "UpdateItem"]}


def declare_functions(root: Path, *names: str) -> tuple[Function, ...]:
    """Write the manifest of a checkout; without names, of one function for each trigger."""
    declared = {
        name: {"handler": f"{name}.handler.handle", "trigger": TRIGGERS.get(name, "queue"), "calls": OPERATIONS}
        for name in names or NAMES
    }
    write_json(root / MANIFEST, declared)
    return read_functions(root)
