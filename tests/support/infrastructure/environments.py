"""The environments that `live/` declares."""

from typing import Any

import hcl2

from cafe.checkout import workspace
from cafe.environments import LOCAL, environments

LIVE = workspace().root / "live"
ENVIRONMENTS = environments(workspace().root)
ON_AWS = [name for name in ENVIRONMENTS if name != LOCAL.name]


def declared(environment: str) -> dict[str, Any]:
    """The settings of an environment, as its env.hcl has them."""
    with (LIVE / environment / "env.hcl").open() as file:
        parsed = hcl2.load(file, serialization_options=hcl2.SerializationOptions(strip_string_quotes=True))
    return {name: value for name, value in parsed["locals"][0].items() if not name.startswith("__")}
