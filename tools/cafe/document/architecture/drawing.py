"""Connections as an SVG: every box has its place on a grid, every arrow is one that the platform has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cafe.document.architecture.connections import Connection
from cafe.errors import CafeError

CELL = (226.0, 120.0)
BOX_SIZE = (152.0, 58.0)
MARGIN = 24.0
ROOM_FOR_ARROWHEAD = 7.0
STYLE = """
svg { font-family: system-ui, sans-serif; background: #fffdf9 }
rect { fill: #f6ece0; stroke: #7a4a21; stroke-width: 1.5 }
.function rect { fill: #fde7c3 } .table rect, .site rect { fill: #e3eddc } .queue rect, .topic rect { fill: #f7dcdc }
.firewall rect { fill: #e4e2f1 }
.person rect { fill: none; stroke-dasharray: 4 3 }
.name { font-size: 13.5px; font-weight: 600; fill: #33200f } .kind, .what { font-size: 11px; fill: #6b513a }
.what { paint-order: stroke; stroke: #fffdf9; stroke-width: 4px }
line { stroke: #7a4a21; stroke-width: 1.5; marker-end: url(#head) } #head path { fill: #7a4a21 }
"""


@dataclass(frozen=True)
class Box:
    """A box of the picture: where it stands on the grid, and which service it is."""

    column: float
    row: float
    service: str


BOXES: Mapping[str, Box] = {
    "person:guest": Box(0, 1, "browser"),
    "identity:customers": Box(1, 0, "Cognito"),
    "firewall:site": Box(0, 2, "WAF"),
    "cdn:edge": Box(1, 1, "CloudFront"),
    "site:page": Box(1, 2, "S3"),
    "firewall:api": Box(2, 0, "WAF"),
    "api:orders": Box(2, 1, "API Gateway"),
    "function:order-api": Box(3, 1, "Lambda"),
    "table:orders": Box(4, 1, "DynamoDB"),
    "function:order-relay": Box(5, 1, "Lambda"),
    "queue:order-relay-failures": Box(5, 0, "SQS"),
    "topic:order-events": Box(6, 1, "SNS"),
    "queue:inbox": Box(6, 2, "SQS"),
    "person:e-mail": Box(6, 0, "subscribers"),
    "queue:orders": Box(5, 2, "SQS"),
    "queue:orders-dlq": Box(5, 3, "SQS"),
    "function:order-processor": Box(4, 2, "Lambda"),
}


def draw(found: Iterable[Connection]) -> str:
    """The SVG. Raises CafeError when a connection has an end without a place."""
    arrows = _joined(found)
    nodes = sorted({end for pair in arrows for end in pair})
    homeless = [node for node in nodes if node not in BOXES]
    if homeless:
        raise CafeError(f"No place in the picture for {', '.join(homeless)}.", f"Add it to BOXES in {__name__}.")
    picture = _canvas()
    for (source, target), what in sorted(arrows.items()):
        _arrow(picture, BOXES[source], BOXES[target], what)
    for node in nodes:
        _box(picture, node, BOXES[node])
    indent(picture)
    return tostring(picture, encoding="unicode") + "\n"


def _joined(found: Iterable[Connection]) -> dict[tuple[str, str], list[str]]:
    """What goes along each arrow, in order; one arrow for each pair."""
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for connection in found:
        arrows[connection.source, connection.target] |= set(connection.what.split(", "))
    return {pair: sorted(what) for pair, what in arrows.items()}


def _canvas() -> Element:
    width = (max(place.column for place in BOXES.values()) + 1) * CELL[0] + 2 * MARGIN
    height = (max(place.row for place in BOXES.values()) + 1) * CELL[1] + 2 * MARGIN
    picture = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}", role="img")
    SubElement(picture, "title").text = "Who talks to whom in Café Orders"
    SubElement(picture, "style").text = STYLE
    head = SubElement(
        SubElement(picture, "defs"),
        "marker",
        {"id": "head", "viewBox": "0 0 8 8", "refX": "7", "refY": "4", "markerWidth": "8", "markerHeight": "8",
         "orient": "auto"},
    )  # fmt: skip
    SubElement(head, "path", d="M0 0 8 4 0 8z")
    SubElement(picture, "rect", width="100%", height="100%", style="fill: #fffdf9; stroke: none")
    return picture


def _centre(place: Box) -> tuple[float, float]:
    return MARGIN + (place.column + 0.5) * CELL[0], MARGIN + (place.row + 0.5) * CELL[1]


def _box(picture: Element, node: str, place: Box) -> None:
    kind, _, name = node.partition(":")
    x, y = _centre(place)
    group = SubElement(picture, "g", {"class": kind})
    corner = {"x": f"{x - BOX_SIZE[0] / 2:g}", "y": f"{y - BOX_SIZE[1] / 2:g}", "rx": "10"}
    SubElement(group, "rect", corner, width=f"{BOX_SIZE[0]:g}", height=f"{BOX_SIZE[1]:g}")
    _text(group, "name", x, y - 2, name)
    _text(group, "kind", x, y + 16, place.service)


def _arrow(picture: Element, source: Box, target: Box, what: list[str]) -> None:
    start, end = _border(source, target, 0), _border(target, source, ROOM_FOR_ARROWHEAD)
    line = {"x1": f"{start[0]:g}", "y1": f"{start[1]:g}", "x2": f"{end[0]:g}", "y2": f"{end[1]:g}"}
    group = SubElement(picture, "g")
    SubElement(group, "line", line)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    is_level = source.row == target.row
    first = y - 6 - 12 * (len(what) - 1) if is_level else y + 4 - 6 * (len(what) - 1)
    for number, word in enumerate(what):
        _text(group, "what", x, first + 12 * number, word)


def _border(inner: Box, outer: Box, gap: float) -> tuple[float, float]:
    """Where the line between two centres leaves the box of `inner`, `gap` away from it."""
    (x, y), (other_x, other_y) = _centre(inner), _centre(outer)
    dx, dy = other_x - x, other_y - y
    reach = min(
        (BOX_SIZE[0] / 2 + gap) / abs(dx) if dx else float("inf"),
        (BOX_SIZE[1] / 2 + gap) / abs(dy) if dy else float("inf"),
    )
    return x + dx * reach, y + dy * reach


def _text(parent: Element, style: str, x: float, y: float, words: str) -> None:
    SubElement(parent, "text", {"class": style, "x": f"{x:g}", "y": f"{y:g}", "text-anchor": "middle"}).text = words
