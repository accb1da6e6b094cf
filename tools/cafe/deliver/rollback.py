"""Rollback in seconds, without Terraform: aliases move to the versions that were live before."""

from dataclasses import dataclass

from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.last_deployment import LastDeployment, Move, read_last_deployment, save_last_deployment
from cafe.errors import CafeError

PAGE = "docs/delivery.md#roll-back"


@dataclass(frozen=True)
class RollbackStep:
    """One function: it moves from version `current` to `target`, or stays for the reason `why_not`."""

    function: str
    current: int
    target: int
    why_not: str = ""

    def __str__(self) -> str:
        return f"version {self.current} → {self.target}"


@dataclass(frozen=True)
class Rollback:
    """Never goes further back than the last deployment: what is back already stays."""

    aliases: Aliases

    def run(self, functions: tuple[str, ...], version: int | None) -> tuple[RollbackStep, ...]:
        """Move `functions` (none named: all) back, or one of them to `version`.

        Raises CafeError when there is nothing to go back to.
        """
        self._check(functions, version)
        last = read_last_deployment(self.aliases.access, self.aliases.live)
        steps = tuple(self._step(function, version, last) for function in functions or self.aliases.functions)
        moving = [step for step in steps if not step.why_not]
        if moving and last is None:
            self._record(moving)
        for step in moving:
            self.aliases.move(step.function, step.target)
        if not moving:
            _check_already_back(steps)
        return steps

    def _check(self, functions: tuple[str, ...], version: int | None) -> None:
        unknown = [name for name in functions if name not in self.aliases.functions]
        if unknown:
            raise CafeError(f"There is no function {unknown[0]}.", f"There are: {', '.join(self.aliases.functions)}")
        if version is not None and len(functions) != 1:
            raise CafeError("--to is the version of one function.", "Name it: --function NAME --to VERSION")

    def _step(self, function: str, version: int | None, last: LastDeployment | None) -> RollbackStep:
        current = self.aliases.version(function)
        if current is None:
            raise CafeError(f"{function} is not deployed.")
        if version is not None:
            return self._to_version(function, current, version)
        if last is None:
            return self._to_previous(function, current)
        return _to_last_deployment(function, current, last)

    def _to_version(self, function: str, current: int, version: int) -> RollbackStep:
        published = self.aliases.published(function)
        if version not in published:
            raise CafeError(
                f"{function} has no version {version}.",
                f"There are: {', '.join(map(str, published))}; {current} is live.",
            )
        return RollbackStep(function, current, version, "is there already" if version == current else "")

    def _to_previous(self, function: str, current: int) -> RollbackStep:
        """Without a record of a deployment."""
        older = [version for version in self.aliases.published(function) if version < current]
        if not older:
            return RollbackStep(function, current, current, f"has no version before {current}")
        return RollbackStep(function, current, older[-1])

    def _record(self, moving: list[RollbackStep]) -> None:
        """As if a deployment had moved the aliases, so that a second rollback finds them back already."""
        moves = {step.function: Move(step.target, step.current) for step in moving}
        save_last_deployment(self.aliases.access, self.aliases.live, LastDeployment("", moves))


def _to_last_deployment(function: str, current: int, last: LastDeployment) -> RollbackStep:
    move = last.moves.get(function)
    if move is None:
        return RollbackStep(function, current, current, "was not changed by the last deployment")
    if move.before is None:
        return RollbackStep(function, current, current, "was new in the last deployment")
    if current == move.before:
        return RollbackStep(function, current, current, "is back already")
    if current != move.after:
        raise CafeError(
            f"{function} is at version {current}, the last deployment made it {move.after}: somebody moved it since.",
            f"Name the version: --function {function} --to VERSION",
            page=PAGE,
        )
    return RollbackStep(function, current, move.before)


def _check_already_back(steps: tuple[RollbackStep, ...]) -> None:
    if not any("already" in step.why_not for step in steps):
        reasons = "; ".join(f"{step.function} {step.why_not}" for step in steps)
        raise CafeError(f"There is nothing to go back to: {reasons}.", "Deploy a version that works.", page=PAGE)
