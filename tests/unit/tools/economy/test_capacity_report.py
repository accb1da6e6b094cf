"""The table of `cafe capacity`."""

from economy.capacity_report import table


def test_the_table_names_the_bottleneck_and_what_to_raise() -> None:
    printed = table(5000, 60, 1)

    assert "Saturates first: the API's throttle, at 248 orders a second: raise `throttle` in env.hcl" in printed
    assert "Too much for the queue's function: raise `processor_concurrency` in env.hcl." in printed
    assert "one customer" not in printed.partition("Saturates first")[2]


def test_the_table_reports_a_rate_that_fits() -> None:
    printed = table(5, 60, 1)

    assert printed.endswith("at most waiting: none; all decided 0 s after the last. Saturated: nothing.")
