"""The way back, in seconds and without Terraform: aliases move to the versions that were live before."""

from dataclasses import dataclass

from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.last_deployment import LastDeployment, Move, read_last_deployment, save_last_deployment
from cafe.errors import CafeError

PAGE = "docs/delivery.md#roll-back"


@dataclass(frozen=True)
class RollbackStep:
    """What becomes of one function: it moves, or `why_not` tells why it stays."""

    function: str
    current: int
    target: int
    why_not: str = ""


@dataclass(frozen=True)
class Rollback:
    """Never walks further back than the last deployment: what is back already stays."""

    aliases: Aliases

    def run(self, functions: tuple[str, ...], version: int | None) -> tuple[RollbackStep, ...]:
        """Move `functions` (none named: all) back, or one of them to `version`.

        Raises CafeError when there is nothing to go back to.
        """
        steps = tuple(self._step(function, version) for function in self._chosen(functions, version))
        moving = {step.function: Move(step.target, step.current) for step in steps if not step.why_not}
        self._keep_a_record(moving)
        for function, move in moving.items():
            if move.before is not None:
                self.aliases.move(function, move.before)
        if not moving and not any("already" in step.why_not for step in steps):
            reasons = "; ".join(f"{step.function} {step.why_not}" for step in steps)
            raise CafeError(f"There is nothing to go back to: {reasons}.", "Deploy a version that works.", page=PAGE)
        return steps

    def _chosen(self, functions: tuple[str, ...], version: int | None) -> tuple[str, ...]:
        unknown = [name for name in functions if name not in self.aliases.functions]
        if unknown:
            raise CafeError(f"There is no function {unknown[0]}.", f"There are: {', '.join(self.aliases.functions)}")
        if version is not None and len(functions) != 1:
            raise CafeError("--to is the version of one function.", "Name it: --function NAME --to VERSION")
        return functions or self.aliases.functions

    def _step(self, function: str, version: int | None) -> RollbackStep:
        current = self.aliases.version(function)
        if current is None:
            raise CafeError(f"{function} is not deployed.")
        if version is not None:
            return self._to(function, current, version)
        last = read_last_deployment(self.aliases.access, self.aliases.live)
        if last is None:
            return self._to_the_one_before(function, current)
        return _back(function, current, last)

    def _to(self, function: str, current: int, version: int) -> RollbackStep:
        published = self.aliases.published(function)
        if version not in published:
            raise CafeError(
                f"{function} has no version {version}.",
                f"There are: {', '.join(map(str, published))}; {current} is live.",
            )
        return RollbackStep(function, current, version, "is there already" if version == current else "")

    def _to_the_one_before(self, function: str, current: int) -> RollbackStep:
        """Without a record of a deployment."""
        older = [version for version in self.aliases.published(function) if version < current]
        if not older:
            return RollbackStep(function, current, current, f"has no version before {current}")
        return RollbackStep(function, current, older[-1])

    def _keep_a_record(self, moving: dict[str, Move]) -> None:
        """So that a second rollback knows of the first."""
        if moving and read_last_deployment(self.aliases.access, self.aliases.live) is None:
            save_last_deployment(self.aliases.access, self.aliases.live, LastDeployment("", moving))


def _back(function: str, current: int, last: LastDeployment) -> RollbackStep:
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
            f"Say which version: --function {function} --to VERSION",
            page=PAGE,
        )
    return RollbackStep(function, current, move.before)
