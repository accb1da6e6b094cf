"""botocore's data reduced to the operations that a function calls: what isn't there needn't be read at a cold start."""

import gzip
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cafe.files import read_json

MODEL = "service-2.json"
RULES = "endpoint-rule-set-1.json"
REFERENCES = ("member", "key", "value")

type Model = dict[str, Any]


def reduce_service_models(data: Path, operations: Mapping[str, Iterable[str]]) -> None:
    """Leaves the named operations of the named services, and where their endpoints are."""
    for folder in (entry for entry in data.iterdir() if entry.is_dir()):
        if folder.name in operations:
            _reduce_service(folder, set(operations[folder.name]))
        else:
            shutil.rmtree(folder)
    _reduce_endpoints(data / "endpoints.json", set(operations))


def _reduce_service(folder: Path, operations: set[str]) -> None:
    *former, latest = sorted(folder.iterdir())
    for version in former:
        shutil.rmtree(version)
    model, rules = _read(latest / MODEL), _read(latest / RULES)
    shutil.rmtree(latest)
    latest.mkdir()
    _write(latest / MODEL, only(model, operations))
    _write(latest / RULES, rules)


def only(model: Model, operations: set[str]) -> Model:
    """The model of these operations, without the documentation. KeyError when one isn't in it."""
    called = {name: model["operations"][name] for name in sorted(operations)}
    reached: dict[str, Any] = {}
    for operation in called.values():
        for part in (operation.get("input"), operation.get("output"), *operation.get("errors", ())):
            _reach(model["shapes"], part, reached)
    reduced: Model = _without_documentation({**model, "operations": called, "shapes": reached})
    return reduced


def _reach(shapes: Model, part: Model | None, reached: dict[str, Any]) -> None:
    if part is None or part["shape"] in reached:
        return
    shape = reached[part["shape"]] = shapes[part["shape"]]
    for member in (*shape.get("members", {}).values(), *(shape.get(name) for name in REFERENCES)):
        _reach(shapes, member, reached)


def _without_documentation(value: Any) -> Any:  # noqa: ANN401  # any JSON
    """Documentation is text; a member of that name would be an object."""
    match value:
        case dict():
            kept = {k: v for k, v in value.items() if not (k == "documentation" and isinstance(v, str))}
            return {k: _without_documentation(v) for k, v in kept.items()}
        case list():
            return [_without_documentation(entry) for entry in value]
    return value


def _reduce_endpoints(file: Path, services: set[str]) -> None:
    endpoints = read_json(file)
    for partition in endpoints["partitions"]:
        known = partition["services"]
        partition["services"] = {name: known[name] for name in sorted(services & known.keys())}
    _write(file, endpoints)


def _read(file: Path) -> Model:
    packed = file.with_name(f"{file.name}.gz")
    content: Model = json.loads(gzip.decompress(packed.read_bytes()) if packed.exists() else file.read_bytes())
    return content


def _write(file: Path, content: Model) -> None:
    file.write_text(json.dumps(content, sort_keys=True, separators=(",", ":")))
