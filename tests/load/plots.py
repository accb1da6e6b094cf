"""Draws what `.local/load/report.json` says, as SVG; run by the Python that has matplotlib."""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "cafe"
mpl.rcParams["font.size"] = 9

from matplotlib import pyplot as plt  # noqa: E402  # after the backend is chosen

COLOURS = {"p50": "#8a5a3b", "p95": "#c98f5a", "p99": "#e8c9a0"}


def main(folder: Path) -> None:
    runs: list[dict[str, Any]] = json.loads((folder / "report.json").read_text())
    latency([run for run in runs if run["acceptance"]], folder / "load-latency.svg")
    progress([run for run in runs if run["curve"]], folder / "load-progress.svg")


def latency(runs: list[dict[str, Any]], file: Path) -> None:
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for axis, what in zip(axes, ("acceptance", "decision"), strict=True):
        shown = [run for run in runs if run[what]]
        for number, share in enumerate(COLOURS):
            places = [place + (number - 1) * 0.27 for place in range(len(shown))]
            axis.bar(places, [run[what][share] for run in shown], 0.25, label=share, color=COLOURS[share])
        axis.set_xticks(range(len(shown)), [run["name"] for run in shown])
        axis.set_yscale("log")
        axis.set_ylabel("milliseconds")
        axis.set_title(f"From request to {'answer' if what == 'acceptance' else 'decision'}")
        axis.legend(frameon=False)
    save(figure, file)


def progress(runs: list[dict[str, Any]], file: Path) -> None:
    figure, axes = plt.subplots(1, len(runs), figsize=(3 * len(runs), 2.8), squeeze=False)
    for axis, run in zip(axes[0], runs, strict=True):
        seconds, accepted, decided = zip(*run["curve"], strict=True)
        axis.plot(seconds, accepted, label="accepted", color=COLOURS["p95"])
        axis.plot(seconds, decided, label="decided", color=COLOURS["p50"])
        axis.set_title(run["name"])
        axis.set_xlabel("seconds")
        axis.legend(frameon=False)
    axes[0][0].set_ylabel("orders")
    save(figure, file)


def save(figure: Any, file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


main(Path(sys.argv[1]))
