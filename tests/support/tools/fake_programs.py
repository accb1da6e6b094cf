"""Programs that stand in for those which a machine would have."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from cafe.build.go_tools import GoTool
from cafe.checkout import Workspace
from cafe.files import fingerprint

MINISTACK = """
import os, signal
from http.server import BaseHTTPRequestHandler, HTTPServer

class Gateway(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_ministack/health" else 404)
        self.end_headers()

def save(*_):
    os.makedirs(os.environ["STATE_DIR"], exist_ok=True)
    with open(os.path.join(os.environ["STATE_DIR"], "saved"), "w") as state:
        state.write("orders")
    os._exit(0)

signal.signal(signal.SIGTERM, save)
HTTPServer((os.environ["BIND_HOST"], int(os.environ["GATEWAY_PORT"])), Gateway).serve_forever()
"""
SAVED = Path("emulator/state/saved")


@dataclass(frozen=True)
class Programs:
    """A folder that is all of PATH: what was not put there is not installed."""

    folder: Path

    def add(self, name: str, script: str) -> Path:
        """A program that is a shell script; it may only use what the shell itself can do."""
        return _executable(self.folder / name, f"#!/bin/sh\n{script}\n")

    def print(self, name: str, output: str) -> Path:
        """A program that prints something and is done."""
        return self.add(name, f"echo '{output}'")


def install_emulator(space: Workspace, script: str = MINISTACK) -> None:
    """Makes a script the emulator of a checkout, in the place where its locked environment would be."""
    install(space, "emulator", "python", script)


def install(space: Workspace, group: str, program: str, script: str) -> None:
    """Makes a Python script a program of the group's locked environment."""
    lock = space.root / "requirements" / f"{group}.txt"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text(group)
    digest = fingerprint([lock])
    environment = space.cache / f"{group}-{digest[:12]}"
    (environment / "bin").mkdir(parents=True, exist_ok=True)
    _executable(environment / "bin" / program, f"#!{sys.executable} -IS\n{script}")
    (environment / "complete").write_text(digest)


def install_go_tool(space: Workspace, tool: GoTool, script: str) -> Path:
    """Makes a shell script the built program of a tool."""
    return _executable(tool.path(space), f"#!/bin/sh\n{script}\n")


def emulator_process(space: Workspace) -> psutil.Process:
    """The process that a checkout remembers as its emulator."""
    record = json.loads((space.local / "process.json").read_text())
    return psutil.Process(record["pid"])


def kill_emulator(space: Workspace) -> None:
    """Ends the emulator as a power cut would."""
    process = emulator_process(space)
    process.kill()
    process.wait()


def _executable(file: Path, content: str) -> Path:
    file.write_text(content)
    file.chmod(0o755)
    return file
