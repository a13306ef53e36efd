"""Pictures of a study as SVG, without a script: differences, seeds, precision over recall, calibration, parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from gnn.trust.metrics import Interval, Span, judged
from graph.say import Say

WIDTH, LEFT, RIGHT, TOP = 560, 148, 16, 12
ROW = 26
SAID = 184  # of a row, for a difference and its interval in figures
TONES = ("a", "b", "c", "d")  # classes of the style sheet: the model, its floor, the rest
DOTS = 4.0


class Frame:
    """A box with two axes, onto which points are put in the data's own units."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float], left: float, width: float, height: float) -> None:  # fmt: skip
        self.x, self.y, self.left, self.width, self.height = x, y, left, width, height

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / ((self.x[1] - self.x[0]) or 1)
        up = (y - self.y[0]) / ((self.y[1] - self.y[0]) or 1)
        return self.left + across * self.width, TOP + (1 - up) * self.height


def differences(rows: Sequence[tuple[Say, Interval]], things: Sequence[Span | None] = ()) -> str:
    """The model minus others, a row each: a dot with its interval about a line at 0; pale behind it that over `things`.
    Coloured where the difference is one (`metrics.judged`)."""
    wider = list(things) or [(one.low, one.high) for _, one in rows]
    ends = [v for (_, one), span in zip(rows, wider, strict=True) for v in (one.mean, one.low, one.high, *(span or ())) if math.isfinite(v)] or [0.0]  # fmt: skip
    low, high = _wide(min(0.0, *ends), max(0.0, *ends))
    f = Frame((low, high), (0, len(rows)), LEFT, WIDTH - LEFT - RIGHT - SAID, ROW * len(rows))
    out = [_down(f, v, signed=True) for v in _ticks(low, high)]
    out.append(_line(f.at(0, len(rows)), f.at(0, 0), "zero"))
    for i, (name, one) in enumerate(rows):
        y = len(rows) - i - 0.5
        span = wider[i]
        sure = {"above": "a", "below": "r"}.get(judged(one, span), "q")
        out.append(_text(LEFT - 10, f.at(0, y)[1] + 4, name, "end"))
        if span is not None and math.isfinite(span[0]):
            out.append(_line(f.at(span[0], y), f.at(span[1], y), "gap"))
        if math.isfinite(one.low):
            out.append(_line(f.at(one.low, y), f.at(one.high, y), f"bar {sure}"))
        if math.isfinite(one.mean):
            x, at = f.at(one.mean, y)
            out.append(f'<circle class="{sure}" cx="{x:.1f}" cy="{at:.1f}" r="5"/>')
            said = f"{one.mean:+.3f}" + (f" [{one.low:+.3f}, {one.high:+.3f}]" if math.isfinite(one.low) else "")
            out.append(_plain(WIDTH - RIGHT, at + 4, said, "end num"))
    return _svg(out, TOP + ROW * len(rows) + 24)


def seeds(rows: Sequence[tuple[Say, Sequence[float]]]) -> str:
    """A figure of each seed as a dot, a row a variant, with the mean as a bar."""
    values = [v for _, some in rows for v in some if math.isfinite(v)] or [0.0, 1.0]
    low, high = _wide(min(values), max(values))
    f = Frame((low, high), (0, len(rows)), LEFT, WIDTH - LEFT - RIGHT, ROW * len(rows))
    out = [_down(f, v) for v in _ticks(low, high)]
    for i, (name, some) in enumerate(rows):
        y, tone = len(rows) - i - 0.5, TONES[min(i, 2)]
        good = [v for v in some if math.isfinite(v)]
        out.append(_text(LEFT - 10, f.at(low, y)[1] + 4, name, "end"))
        for v in good:
            x, at = f.at(v, y)
            out.append(f'<circle class="dot {tone}" cx="{x:.1f}" cy="{at:.1f}" r="{DOTS}"/>')
        if good:
            x, at = f.at(sum(good) / len(good), y)
            out.append(f'<rect class="{tone}" x="{x - 1.5:.1f}" y="{at - 9:.1f}" width="3" height="18"/>')
    return _svg(out, TOP + ROW * len(rows) + 24)


def precision_recall(recall: Sequence[float], curves: Sequence[tuple[Say, Sequence[Sequence[float]]]], base: float) -> str:  # fmt: skip
    """Mean precision at each recall, all runs as thin lines behind it, the base rate dashed."""
    f = Frame((0, 1), (0, 1), 44, WIDTH - 44 - RIGHT, 240)
    out = [*_grid(f, Say("召回率", "recall"), Say("精确率", "precision"))]
    out.append(_line(f.at(0, base), f.at(1, base), "base"))
    for i, (_, some) in reversed(list(enumerate(curves))):
        if some:
            out += [_path(f, recall, one, f"thin {TONES[i]}") for one in some]
            out.append(_path(f, recall, [sum(c) / len(some) for c in zip(*some, strict=True)], f"thick {TONES[i]}"))
    return _svg(out, TOP + 240 + 40) + _key([(name, TONES[i]) for i, (name, _) in enumerate(curves)], Say("随机", "chance"))  # fmt: skip


def calibration(points: Sequence[tuple[Say, Sequence[Sequence[tuple[float, float, float]]]]]) -> str:
    """Probability said against share found, a dot a part of equal size, beside the diagonal."""
    f = Frame((0, 1), (0, 1), 44, WIDTH - 44 - RIGHT, 240)
    out = [*_grid(f, Say("校准后的概率", "calibrated probability"), Say("实际比例", "share found"))]
    out.append(_line(f.at(0, 0), f.at(1, 1), "base"))
    for i, (_, runs) in reversed(list(enumerate(points))):
        for x, y in (f.at(min(1, max(0, said)), found) for run in runs for said, found, _ in run):
            out.append(f'<circle class="dot {TONES[i]}" cx="{x:.1f}" cy="{y:.1f}" r="{DOTS}"/>')
    return _svg(out, TOP + 240 + 40) + _key([(name, TONES[i]) for i, (name, _) in enumerate(points)], Say("完全校准", "perfect"))  # fmt: skip


def parts(names: Sequence[str], series: Sequence[tuple[Say, Mapping[str, float]]]) -> str:
    """A figure by period, kind or network: a row each, a dot a series."""
    values = [one[n] for _, one in series for n in names if math.isfinite(one.get(n, math.nan))] or [0.0, 1.0]
    low, high = _wide(min(values), max(values))
    f = Frame((low, high), (0, len(names)), LEFT + 40, WIDTH - LEFT - 40 - RIGHT, ROW * len(names))
    out = [_down(f, v) for v in _ticks(low, high)]
    for i, name in enumerate(names):
        y = len(names) - i - 0.5
        here = [(TONES[j], one[name]) for j, (_, one) in enumerate(series) if math.isfinite(one.get(name, math.nan))]
        out.append(_plain(LEFT + 30, f.at(low, y)[1] + 4, _short(name), "end"))
        if len(here) > 1:
            out.append(_line(f.at(min(v for _, v in here), y), f.at(max(v for _, v in here), y), "gap"))
        for tone, v in reversed(here):
            x, at = f.at(v, y)
            out.append(f'<circle class="{tone}" cx="{x:.1f}" cy="{at:.1f}" r="5"/>')
    return _svg(out, TOP + ROW * len(names) + 24) + _key([(name, TONES[i]) for i, (name, _) in enumerate(series)])


# pieces


def _svg(inside: Iterable[str], height: float) -> str:
    return f'<svg class="plot" viewBox="0 0 {WIDTH} {height:.0f}" role="img">{"".join(inside)}</svg>'


def _line(a: tuple[float, float], b: tuple[float, float], tone: str) -> str:
    return f'<line class="{tone}" x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"/>'


def _path(f: Frame, xs: Sequence[float], ys: Sequence[float], tone: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (f.at(a, b) for a, b in zip(xs, ys, strict=True)))
    return f'<polyline class="{tone}" points="{points}"/>'


def _plain(x: float, y: float, text: str, tone: str) -> str:
    return f'<text class="{tone}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _text(x: float, y: float, say: Say, tone: str) -> str:
    return _plain(x, y, say.zh, f"zh {tone}") + _plain(x, y, say.en, f"en {tone}")


def _down(f: Frame, value: float, signed: bool = False) -> str:
    """A line downwards at a value, with the value below it."""
    x, low = f.at(value, f.y[0])
    top = f.at(value, f.y[1])[1]
    return _line((x, top), (x, low), "grid") + _plain(x, low + 16, f"{value:+.2f}" if signed and value else f"{value:.2f}", "mid tick")  # fmt: skip


def _grid(f: Frame, across: Say, up: Say) -> Iterable[str]:
    for v in (0, 0.25, 0.5, 0.75, 1):
        yield _down(f, v)
        yield _line(f.at(0, v), f.at(1, v), "grid")
        x, y = f.at(0, v)
        yield _plain(x - 6, y + 4, f"{v:g}", "end tick")
    yield _text(f.left + f.width / 2, TOP + f.height + 34, across, "mid")
    yield _text(f.left + 6, TOP + 12, up, "start")


def _key(names: Sequence[tuple[Say, str]], dashed: Say | None = None) -> str:
    items = "".join(f'<span class="k"><i class="{tone}"></i>{_both(say)}</span>' for say, tone in names)
    return f'<p class="key">{items}{f"""<span class="k"><i class="base"></i>{_both(dashed)}</span>""" if dashed else ""}</p>'  # fmt: skip


def _both(say: Say) -> str:
    return f'<span class="zh">{escape(say.zh)}</span><span class="en">{escape(say.en)}</span>'


def _wide(low: float, high: float) -> tuple[float, float]:
    room = max(0.01, 0.08 * (high - low))
    return low - room, high + room


def _ticks(low: float, high: float) -> list[float]:
    """Up to six round values within."""
    raw = (high - low) / 5
    size = 10 ** math.floor(math.log10(raw))
    step = next(m * size for m in (1, 2, 5, 10) if m * size >= raw)
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:12]}…{name[-12:]}"
