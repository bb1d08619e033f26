"""Ties over several waves, and how often a planned change would be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave.plotting.style import FAINT, INK, plain, the_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.compare.longitudinal.waves import OverWaves
    from netweave.compare.planning.planned import Plan

BAR = "#00629b"
TIES = "ties across organizations per person"


def plan_plot(result: Plan, ax: Axes | None = None, *, title: str | None = None) -> Axes:
    """Draw in which share of made-up cohorts each planted change would be said to be one."""
    ax, curve = the_axes(ax), result.curve
    ax.axhline(result.power, color=FAINT, linewidth=1.0, linestyle=":").set_label("power")
    lines = []
    for column, style in (("detected", "--"), ("said", "-")):
        (line,) = ax.plot(curve["expected"], curve[column], style, color=BAR, linewidth=1.8)
        line.set(marker="o", markersize=4, label=column)
        lines.append(line)
    words = ["the interval leaves zero out", "the sentence says so"]
    ax.legend(lines, words, loc="lower right", frameon=False)
    found = result.table.set_index("term")["estimate"].to_dict()["P1_said"]
    if np.isfinite(found):
        ax.axvline(found, color=INK, linewidth=1.0, linestyle=":").set_label("smallest change")
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlabel(f"planted change in {TIES}", color=INK)
    ax.set_ylabel("share of made-up cohorts", color=INK)
    return _finished(ax, title)


def waves_plot(result: OverWaves, ax: Axes | None = None, *, title: str | None = None) -> Axes:
    """Draw the ties of each pair of waves, by a line only where the two can be compared.

    Each line stands for its own people, those of both its waves, so that two lines may meet a wave
    at different heights. Where nothing may be joined there are two hollow points and a dotted line.
    """
    ax, labels = the_axes(ax), list(result.waves)
    place = {label: number for number, label in enumerate(labels)}
    for row in result.periods.reset_index().to_dict("records"):
        at = [place[str(row["before"])], place[str(row["after"])]]
        ties = [row["ties_before"], row["ties_after"]]
        style = "o-" if row["joined"] else "o"
        face = BAR if row["joined"] else "white"
        (line,) = ax.plot(at, ties, style, color=BAR, markerfacecolor=face, linewidth=1.8)
        line.set_label("joined" if row["joined"] else "apart")
        if row["joined"] and np.isfinite(row["conf_low"]):
            ends = row["ties_before"] + np.array([row["conf_low"], row["conf_high"]])
            bar = ax.vlines(at[1], ends[0], ends[1], colors=BAR, linewidth=1.0, alpha=0.6)
            bar.set_label("interval")
        if not row["joined"]:
            ax.axvline(sum(at) / 2, color=FAINT, linewidth=1.0, linestyle=":").set_label("break")
    ax.set_xticks(range(len(labels)), [plain(label) for label in labels], parse_math=False)
    ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]))
    ax.set_ylabel(TIES, color=INK)
    return _finished(ax, title)


def _finished(ax: Axes, title: str | None) -> Axes:
    ax.spines[["top", "right"]].set_visible(False)
    if title:
        ax.set_title(plain(title), loc="left", fontsize=12, fontweight="bold", parse_math=False)
    return ax
