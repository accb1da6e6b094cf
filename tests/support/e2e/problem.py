"""What every error of the API looks like."""

from typing import Any

LEAKS = ("Traceback", "arn:aws", "cafe-orders-", "botocore", 'File "')


def assert_problem(answer: Any, status: int) -> None:
    """The answer has the status and is a problem of RFC 9457 that leaks no internals."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem.keys() >= {"type", "title", "status", "detail", "request_id"}
    assert all(problem[field] for field in ("title", "detail", "request_id"))
    assert not any(leak in answer.text for leak in LEAKS), answer.text
