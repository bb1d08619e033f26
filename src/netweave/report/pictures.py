"""The maps of the report, and the two small graphics on its first page."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from netweave.audience import JOINED, too_much_hidden
from netweave.report.page import Picture
from netweave.report.wording import clean, number, plural, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.mixes import Mix

WIDE, HIGH = 10.2, 5.4
PERSON_WIDE, PERSON_HIGH = 10.2, 7.4
PAD, SPAN = 14, 572
MOST_PEOPLE = 400
Draw = Callable[["Axes"], "Axes"]


@dataclass(frozen=True)
class Drawing:
    """How a picture is drawn, what it shows in words, and the caption under it."""

    draw: Draw
    alt: str
    caption: str


def organization_map(
    findings: Findings, mixes: list[Mix], name: str, *, members_only: bool
) -> Picture | None:
    """Draw the organizations, first wave against last if there are two; None if it would tell."""
    found = organizations_drawn(findings, mixes, members_only=members_only)
    if found is None:
        return None
    return _picture(name, found.draw, found.alt, found.caption, (WIDE, HIGH))


def organizations_drawn(
    findings: Findings, mixes: list[Mix], *, members_only: bool
) -> Drawing | None:
    """Say how the organizations are drawn for the audience; None if the map would tell."""
    from netweave import plotting  # noqa: PLC0415

    team = {mix.convener for mix in mixes if members_only}
    hidden = {pair for mix in mixes for pair in mix.hidden if not team & set(pair)}
    pairs = max((len([p for p in mix.between if not team & set(p)]) for mix in mixes), default=0)
    if not mixes or not mixes[-1].possible or too_much_hidden(len(hidden), pairs):
        return None
    nets = [_drawn(findings, mix, members_only=members_only) for mix in mixes]
    widened = any(JOINED in mix.between.values() for mix in mixes)
    told = None if findings.audience.exact else _words(findings, widened=widened)
    options: dict[str, Any] = {
        "group": findings.group,
        "band": told,
        "hidden": hidden,
        "seed": findings.options.seed,
    }
    who = "members only" if members_only else "with the convening team"
    complete = all(mix.wave.complete for mix in mixes)
    seen = "" if complete else ", among the pairs observed"
    missing = _not_drawn(len(hidden))
    if len(nets) > 1:
        first, last = findings.waves[0].label, findings.waves[-1].label
        caption = (
            "Which organizations are joined by at least one tie between their people, "
            f"{who}{seen}: {first} and {last} on one layout. A circle is an organization, its "
            f"area the number of its people; its place means nothing but closeness.{missing}"
        )
        alt = (
            f"Map of organizations, {who}. {_pairs_in_words(mixes)}{missing} The table “Tied pairs "
            "of people between organizations” gives the same pair by pair."
        )
        draw: Draw = lambda ax: plotting.organization_change_map(  # noqa: E731
            nets[0], nets[-1], ax=ax, kind=findings.kind, **options
        )
    else:
        caption = (
            f"Which organizations are joined by ties between their people, {who}{seen}. A circle "
            f"is an organization, its area the number of its people.{missing}"
        )
        alt = f"Map of organizations, {who}. {_pairs_in_words(mixes)}{missing}"
        draw = lambda ax: plotting.organization_map(nets[0], ax=ax, **options)  # noqa: E731
    return Drawing(draw, alt, caption)


def _drawn(findings: Findings, mix: Mix, *, members_only: bool) -> Network:
    """Give the people of a wave under the names of their shown organizations."""
    net = findings.shown(mix.wave)
    return net.without("convener") if members_only or not mix.convener else net


def _not_drawn(count: int) -> str:
    """Say how many pairs of organizations are not drawn, since their ties are hidden."""
    if not count:
        return ""
    return (
        f" {plural(count, 'pair')} of organizations, hidden in the table, "
        f"{'is' if count == 1 else 'are'} not drawn, joined or not."
    )


def _words(findings: Findings, *, widened: bool) -> Callable[[int], str]:
    """Say the band of a count; one word for all where a band had to be widened."""
    return lambda count: str(JOINED) if widened else str(findings.audience.band(count))


def _pairs_in_words(mixes: list[Mix]) -> str:
    shown = [mixes[0], mixes[-1]] if len(mixes) > 1 else mixes
    said = [
        f"{mix.joined} of {plural(mix.possible, 'pair')} of member organizations joined"
        + (f" at {mix.wave.label}" if mix.wave.label else "")
        for mix in shown
        if mix.countable
    ]
    return ", ".join(said) + "." if said else ""


def people_map(findings: Findings) -> Picture | None:
    """Draw the people by name, for the analyst only."""
    from netweave import plotting  # noqa: PLC0415

    if not findings.audience.shows_people or findings.net.n > MOST_PEOPLE:
        return None
    if len(findings.waves) > 1:
        first, last = findings.waves[0], findings.waves[-1]
        caption = (
            f"Everybody, with what became of each tie between {first.label} and {last.label}. "
            "For analysts only: shape and names identify people."
        )
        alt = f"Map of {last.everybody.n} people and their ties, {first.label} to {last.label}."
        draw: Draw = lambda ax: plotting.change_map(  # noqa: E731
            first.everybody, last.everybody, ax=ax, kind=findings.kind, labels="auto",
            color=_color(findings, last.everybody), seed=findings.options.seed,
        )  # fmt: skip
    else:
        net = findings.last.everybody if findings.last else _one_wave(findings.net)
        caption = "Everybody, with their ties. For analysts only: shape and names identify people."
        if not findings.kind:
            caption = (
                "Everybody, and who was at the same event as whom. The lines are opportunities; "
                "they are not ties. For analysts only: shape and names identify people."
            )
        alt = f"Map of {net.n} people and what joins them."
        draw = lambda ax: plotting.network_map(  # noqa: E731
            net, ax=ax, label="auto", color=_color(findings, net), seed=findings.options.seed
        )
    return _picture("people", draw, alt, caption, (PERSON_WIDE, PERSON_HIGH))


def _one_wave(net: Network) -> Network:
    """Give a network that a map can take: all waves and times thrown together."""
    from netweave.network import Network  # noqa: PLC0415

    ties = net.ties.drop(columns=["wave"], errors="ignore")
    return Network(net.people, ties, net.kinds).collapse()


def _color(findings: Findings, net: Network) -> str | None:
    return findings.group if findings.group in net.people.columns else None


def _picture(name: str, draw: Draw, alt: str, caption: str, size: tuple[float, float]) -> Picture:
    """Draw into axes of its own; give the element for the page and the bytes for the file."""
    from netweave import plotting  # noqa: PLC0415

    ax = draw(plotting.new_axes(*size))
    svg = clean(plotting.to_svg(ax, alt, prefix=f"map-{name}"))
    with tempfile.TemporaryDirectory() as folder:
        png = plotting.save(ax, Path(folder) / f"{name}.png", alt).read_bytes()
    return Picture(name, Markup(svg), alt, caption, png)


def interval_graphic(low: float, estimate: float, high: float) -> Markup:
    """Draw an interval around an estimate, with zero marked."""
    if any(math.isnan(value) for value in (low, estimate, high)):
        return Markup()
    left, right = min(low, 0.0), max(high, 0.0)
    reach = (right - left) or 1.0
    left, right = left - 0.06 * reach, right + 0.06 * reach

    def x(value: float) -> str:
        return f"{PAD + SPAN * (value - left) / (right - left):.1f}"

    return Markup(
        '<svg class="graphic" viewBox="0 0 600 68" role="img" aria-label="{alt}">'
        '<line x1="14" x2="586" y1="40" y2="40" stroke="#d5dbe1"/>'
        '<line x1="{zero}" x2="{zero}" y1="14" y2="50" stroke="#46525f" stroke-dasharray="3 3"/>'
        '<text x="{zero}" y="62" text-anchor="middle" font-size="13" fill="#46525f">'
        "no change</text>"
        '<line x1="{low}" x2="{high}" y1="30" y2="30" stroke="#0b5a6b" stroke-width="6" '
        'stroke-linecap="round" opacity=".45"/>'
        '<circle cx="{dot}" cy="30" r="8" fill="#0a3f4d"/>'
        '<text x="{low}" y="16" text-anchor="middle" font-size="14" fill="#17202b">'
        "{low_text}</text>"
        '<text x="{high}" y="16" text-anchor="middle" font-size="14" fill="#17202b">'
        "{high_text}</text>"
        "</svg>"
    ).format(
        alt=f"Estimate {signed(estimate)}, 95% interval {signed(low)} to {signed(high)}",
        zero=x(0.0), low=x(low), high=x(high), dot=x(estimate),
        low_text=signed(low), high_text=signed(high),
    )  # fmt: skip


def turnover_graphic(kept: int, new: int, lost: int) -> Markup:
    """Draw what became of ties as one bar of three parts."""
    total = kept + new + lost
    if not total:
        return Markup()
    marks, at = [], float(PAD)
    for count, fill, ink, word in (
        (kept, "#9aa3ad", "#17202b", "kept"),
        (new, "#00629b", "#ffffff", "new"),
        (lost, "#e76300", "#17202b", "lost"),
    ):
        width = SPAN * count / total
        marks.append(
            Markup('<rect x="{x}" y="6" width="{w}" height="30" fill="{fill}"/>').format(
                x=f"{at:.1f}", w=f"{width:.1f}", fill=fill
            )
        )
        if width > 70:
            marks.append(
                Markup(
                    '<text x="{x}" y="26" text-anchor="middle" font-size="15" fill="{ink}">'
                    "{text}</text>"
                ).format(x=f"{at + width / 2:.1f}", ink=ink, text=f"{number(count)} {word}")
            )
        at += width
    return Markup(
        '<svg class="graphic" viewBox="0 0 600 42" role="img" aria-label="{alt}">{marks}</svg>'
    ).format(alt=f"{kept} kept, {new} new, {lost} lost", marks=Markup("").join(marks))
