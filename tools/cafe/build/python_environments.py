"""Python environments of tools that must not share ours, each made from its hashed lock once a user."""

from pathlib import Path

from cafe.checkout import PYTHON, UV, Workspace
from cafe.files import fingerprint, is_current
from cafe.programs import run


def locks(space: Workspace) -> list[Path]:
    """The locks of Python packages: those of the functions, and those of the tools."""
    return sorted([*space.root.glob("requirements/*.txt"), *space.root.glob("services/*/requirements.txt")])


def locked_environment(space: Workspace, group: str) -> Path:
    """The programs of an environment made from `requirements/<group>.txt`."""
    lock = space.root / "requirements" / f"{group}.txt"
    digest = fingerprint([lock])
    environment = space.cache / f"{group}-{digest[:12]}"
    programs = environment / "bin"
    if not is_current(environment / "complete", digest):
        log = space.logs / f"{group}-install.log"
        run([UV, "venv", "--clear", "--python", PYTHON, environment], log=log, cwd=space.root)
        run(
            [UV, "pip", "install", "--require-hashes", "-r", lock, "--python", programs / "python"],
            log=log,
            cwd=space.root,
        )
        (environment / "complete").write_text(digest)
    return programs
