"""How kernels are compiled: serial, without the interpreter's lock, kept for the next process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Compile a function when it is first called, and keep the result on the disk.

    Where no folder can be written to, it is compiled anew in every process.
    """
    compile_: Any = numba.njit
    try:
        kept: Function = compile_(nogil=True, cache=True)(function)
    except RuntimeError:  # numba found no folder for its cache
        kept = compile_(nogil=True)(function)
    return kept
