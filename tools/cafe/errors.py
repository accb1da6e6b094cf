"""The one error that the command shows to a person."""


class CafeError(Exception):
    """What went wrong and what to do about it, in words for the person at the keyboard; `page` says more of it."""

    def __init__(self, problem: str, remedy: str = "", *, page: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy
        self.page = page
