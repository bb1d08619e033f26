"""Words of 64 bits, one bit per lane, and a division that never stops for a zero."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.extending import intrinsic

inline: Callable[[Callable[..., Any]], Callable[..., Any]] = intrinsic


@inline
def ones(typing: Any, word: Any) -> Any:  # noqa: ANN401  # numba's own types
    """Count the bits of a word that are set."""
    del typing, word

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        del context, signature
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), emit


@inline
def lowest(typing: Any, word: Any) -> Any:  # noqa: ANN401
    """Give the place of the lowest bit of a word that is not 0."""
    del typing, word

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        del signature
        never_zero = context.get_constant(types.boolean, 1)
        return builder.cttz(arguments[0], never_zero)

    return types.uint64(types.uint64), emit


@inline
def divided(typing: Any, part: Any, whole: Any) -> Any:  # noqa: ANN401
    """Divide as the processor does: by 0 it gives infinity, or NaN, and the loop stays a vector."""
    del typing, part, whole

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        del context, signature
        return builder.fdiv(*arguments)

    return types.float64(types.float64, types.float64), emit
