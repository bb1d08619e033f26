"""Findings as one JSON document: numbers with their unit and passport, warnings with their code.

Keys stand in the order in which they are written here, so that two documents compare line by line.
What is undefined is null, and the row says why.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

    from netweave.codes import Notice
    from netweave.results import Result


def show_document(command: str, held: Mapping[str, Any]) -> None:
    """Print a document on standard output."""
    import netweave  # noqa: PLC0415

    whole = {"program": "netweave", "version": netweave.__version__, "command": command, **held}
    click.echo(json.dumps(plain(whole), indent=1, ensure_ascii=True, allow_nan=False))


def plain(value: Any) -> Any:  # noqa: ANN401
    """Give a value as JSON can hold it; what is not a finite number is null."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 2**53
        return (int(value) if whole else value) if math.isfinite(value) else None
    return value if isinstance(value, int | bool) else _missing_or_text(value)


def _missing_or_text(value: object) -> str | None:
    import pandas as pd  # noqa: PLC0415

    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table as one object per row, its columns in their order."""
    return [plain(row) for row in table.to_dict("records")]


def warned(notices: Iterable[Notice]) -> list[dict[str, str]]:
    """Give warnings with their code, what was found here, what it means and what to do."""
    return [
        {
            "code": one.code, "title": one.title, "weight": one.tier, "found": one.found,
            "text": one.text, "mend": one.mend,
        }
        for one in notices
    ]  # fmt: skip


def finding(result: Result) -> dict[str, Any]:
    """Give what every finding has: sentence, claim, warnings, passport."""
    from netweave.results import CLAIMS  # noqa: PLC0415

    return {
        "sentence": result.sentence,
        "claim": {"level": result.claim, "means": CLAIMS[result.claim]},
        "warnings": warned(result.warnings),
        "passport": dataclasses.asdict(result.passport),
    }
