"""A pen that draws SVG: shapes by attributes alone, every text escaped, so that a drawing can stand in any page."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from graph.case.paper.plain import shown

INK, SOFT, LINE, BLUE, PALE = "#1a1a1a", "#5c6470", "#c9ced6", "#1b3a6b", "#e8edf5"
FAMILY = "Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"


class Pen:
    """Collects shapes; `svg` gives them with what they say in words."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def rect(self, x: float, y: float, w: float, h: float, fill: str = "none", line: str = "none", round: float = 0, title: str = "") -> None:  # fmt: skip
        said = f"<title>{escape(shown(title))}</title>" if title else ""
        self._parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(w, 0.1):.1f}" height="{max(h, 0.1):.1f}" rx="{round:g}" fill="{fill}" stroke="{line}">{said}</rect>')  # fmt: skip

    def circle(self, x: float, y: float, r: float, fill: str, one: str, title: str = "") -> None:
        """A thing; `one` is its id, for who looks it up."""
        self._parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" data-id={quoteattr(shown(one))}><title>{escape(shown(title))}</title></circle>')  # fmt: skip

    def path(self, d: str, line: str = "none", width: float = 1, fill: str = "none", seen: float = 1, dash: str = "", title: str = "") -> None:  # fmt: skip
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        said = f"<title>{escape(shown(title))}</title>" if title else ""
        self._parts.append(f'<path d="{d}" fill="{fill}" stroke="{line}" stroke-width="{width:.2f}" opacity="{seen:g}"{dashed}>{said}</path>')  # fmt: skip

    def text(self, x: float, y: float, text: str, size: float = 12, fill: str = INK, at: str = "start", most: int = 60) -> None:  # fmt: skip
        self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{at}">{escape(shown(text, most))}</text>')  # fmt: skip

    def svg(self, w: float, h: float, says: str) -> str:
        """The drawing, `w` by `h` of its own units."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="img" aria-label={quoteattr(shown(says, 400))} font-family="{FAMILY}">'
        return f"{head}<title>{escape(shown(says, 400))}</title>{''.join(self._parts)}</svg>"


def curve(x0: float, y0: float, x1: float, y1: float) -> str:
    """From one point to another, leaving and coming sideways."""
    bend = max(abs(x1 - x0) / 2, 24) * (1 if x1 >= x0 else -1)
    return f"M{x0:.1f},{y0:.1f}C{x0 + bend:.1f},{y0:.1f} {x1 - bend:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"


def fit(text: str, wide: float, size: float) -> str:
    """As much of a text as `wide` units hold: a Chinese sign is as wide as it is high, a Latin one 0.57 of that."""
    text, kept, used = shown(text, 80), "", 0.0
    for c in text:
        used += size * (1.0 if ord(c) > 0x2E7F or c in "…—" else 0.57)
        if used > wide:
            return f"{kept[:-1]}…"
        kept += c
    return kept


def tailed(text: str, wide: float, size: float) -> str:
    """A number that is too long by its beginning and its end, which tell numbers apart; other texts as they fit."""
    if fit(text, wide, size) == text or not text.isascii():
        return fit(text, wide, size)
    signs = int(wide / (size * 0.57)) - 2
    return f"{text[: signs - 6]}…{text[-6:]}" if signs > 8 else fit(text, wide, size)


def short(fen: int, lang: str) -> str:
    """An amount for a drawing: 450.00 万元, 1.20 亿元; ¥4.50m in English."""
    value = fen / 100
    if lang == "zh":
        for name, unit in (("亿元", 1e8), ("万元", 1e4)):
            if abs(value) >= unit:
                return f"{value / unit:,.2f} {name}"
        return f"{value:,.2f} 元"
    for name, unit in (("bn", 1e9), ("m", 1e6), ("k", 1e3)):
        if abs(value) >= unit:
            return f"¥{value / unit:,.2f}{name}"
    return f"¥{value:,.2f}"
