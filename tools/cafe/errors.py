"""The error that the command prints."""


class CafeError(Exception):
    """A problem and what to do about it, for the person who typed the command; `page` explains more."""

    def __init__(self, problem: str, remedy: str = "", *, page: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy
        self.page = page
