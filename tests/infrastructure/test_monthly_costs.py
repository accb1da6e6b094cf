"""What docs/cost.md says that prod costs by the month is what prod's plan has."""

from economy.monthly import count, read_monthly
from orders.runtime.metrics import Metric
from tests.support.infrastructure.watching import Watch


def test_what_is_paid_by_the_month_is_what_prod_has(prod: Watch) -> None:
    planned = count(((resource["type"], resource["attributes"]) for resource in prod.resources), len(Metric))

    assert planned == read_monthly(), "Put these into tools/economy/inputs/monthly.json; .venv/bin/cafe cost --write"
