"""Programs of Go: built once a user, and again when their module changes."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from cafe.build import go_tools
from cafe.build.go_tools import GoTool, go_tool
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

TOOL = GoTool("drawer", "main.version=v{}", seconds=7)
GO_MOD = """module cafe-orders/tools/drawer

tool example.test/drawing/v2/cmd/drawer

require example.test/drawing v1.9.0 // indirect

require (
\texample.test/drawing/v2 v2.3.4 // indirect
\texample.test/pen v0.1.0 // indirect
)
"""
BUILDS = """
arguments="$*"
while [ $# -gt 0 ]; do
  if [ "$1" = "-o" ]; then out=$2; fi
  shift
done
"""
TOOLS = [tool for tool in vars(go_tools).values() if isinstance(tool, GoTool)]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The module of the one tool."""
    monkeypatch.setattr(go_tools, "MODULES", tmp_path / "go")
    folder = tmp_path / "go" / TOOL.name
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text(GO_MOD)
    (folder / "go.sum").write_text("example.test/drawing/v2 v2.3.4 h1:one=")
    return folder


@pytest.fixture
def go(programs: Programs) -> None:
    """A Go whose programs hold the arguments that built them."""
    programs.add("go", f'{BUILDS}echo "$arguments" > "$out"')


@pytest.mark.usefixtures("module", "go")
def test_package_and_version_are_those_of_go_mod(space: Workspace) -> None:
    arguments = go_tool(space, TOOL).read_text()

    assert TOOL.version == "2.3.4"
    assert "-X main.version=v2.3.4 " in arguments
    assert arguments.endswith("example.test/drawing/v2/cmd/drawer\n")


@pytest.mark.usefixtures("module", "go")
def test_a_program_is_built_once(space: Workspace, programs: Programs) -> None:
    built = go_tool(space, TOOL)
    programs.add("go", "exit 1")

    assert go_tool(space, TOOL) == built


@pytest.mark.usefixtures("go")
@pytest.mark.parametrize(("file", "old", "new"), [("go.mod", "v2.3.4", "v2.3.5"), ("go.sum", "h1:one=", "h1:two=")])
def test_a_changed_module_is_built_again(space: Workspace, module: Path, file: str, old: str, new: str) -> None:
    before = go_tool(space, TOOL)
    (module / file).write_text((module / file).read_text().replace(old, new))

    assert go_tool(space, TOOL) != before


@pytest.mark.usefixtures("module", "go")
def test_a_line_says_what_is_built_and_how_long_it_takes(space: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    go_tool(space, TOOL)
    go_tool(space, TOOL)

    assert capsys.readouterr() == ("", "… building drawer 2.3.4, once: about 7 s\n")


@pytest.mark.usefixtures("module")
def test_a_build_that_fails_leaves_no_program_behind(space: Workspace, programs: Programs) -> None:
    programs.add("go", f'{BUILDS}echo half > "$out"; echo no network; exit 1')

    with pytest.raises(CafeError, match="no network"):
        go_tool(space, TOOL)

    assert not TOOL.path(space).exists()


@pytest.mark.usefixtures("module", "programs")
def test_without_go_the_error_says_what_to_install(space: Workspace) -> None:
    with pytest.raises(CafeError) as error:
        go_tool(space, TOOL)

    assert error.value.remedy == "drawer 2.3.4 is built by Go: mise install"


def test_two_processes_can_build_the_same_program_at_once(space: Workspace, programs: Programs, tmp_path: Path) -> None:
    both = tmp_path / "both"
    both.mkdir()
    programs.add("go", f'{BUILDS}echo built > "$out"; : > {both}/$$; until set -- {both}/*; [ $# -eq 2 ]; do :; done')

    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        built = list(processes.map(go_tool, [space, space], [go_tools.ACT, go_tools.ACT]))

    assert built == [go_tools.ACT.path(space)] * 2
    assert built[0].read_text() == "built\n"


def test_every_module_of_go_is_that_of_one_tool() -> None:
    assert sorted(tool.name for tool in TOOLS) == sorted(file.parent.name for file in go_tools.MODULES.glob("*/go.mod"))
