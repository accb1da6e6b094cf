"""GitHub's expressions, as far as the workflows use them."""

import pytest

from cafe.rehearse.expressions import fill, holds

CONTEXT = {
    "inputs": {"environment": "dev", "is-for-deploy": True, "same-as": ""},
    "steps": {"deploy": {"outcome": "success"}},
    "needs": {"plan": {"result": "success"}},
    "github": {"repository": "cafe/orders", "event": {"pull_request": {"number": 7}}},
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Plan ${{ inputs.environment }}", "Plan dev"),
        ("${{ github.event.pull_request.number }}", "7"),
        ("${{ inputs.is-for-deploy }}", "true"),
        ("[${{ steps.absent.outputs.arn }}]", "[]"),
        ("nothing", "nothing"),
    ],
)
def test_an_expression_is_its_value_or_nothing(text: str, filled: str) -> None:
    assert fill(text, CONTEXT) == filled


@pytest.mark.parametrize(
    ("condition", "after_success", "after_failure"),
    [
        ("", True, False),
        ("inputs.same-as != ''", False, False),
        ("inputs.is-for-deploy", True, False),
        ("github.event.pull_request.head.repo.full_name == github.repository", False, False),
        ("${{ !cancelled() }}", True, True),
        ("${{ !cancelled() && needs.plan.result != 'skipped' }}", True, True),
        ("failure() && steps.deploy.outcome == 'success'", False, True),
        ("failure() && steps.rollback.outcome == 'success'", False, False),
    ],
)
def test_a_condition_holds_as_on_github(condition: str, after_success: bool, after_failure: bool) -> None:
    assert holds(condition, CONTEXT, has_failed=False) == after_success
    assert holds(condition, CONTEXT, has_failed=True) == after_failure
