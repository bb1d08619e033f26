"""How kernels are compiled: serial, without the interpreter's lock, kept for the next process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

import numba
from numba.core.caching import FunctionCache

Function = TypeVar("Function", bound=Callable[..., Any])


class _Kept(FunctionCache):
    """What was compiled before, read from the disk; a file that cannot be read is written anew."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401  # as numba has it
        """Give what was compiled for some types of arguments, or None."""
        try:
            return super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        except Exception:  # whatever a damaged file makes of it: compile anew
            return None

    def save_overload(self, sig: Any, data: Any) -> None:  # noqa: ANN401
        """Keep what was compiled, if that is possible."""
        try:
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]
        except Exception:  # the list of files is damaged, or the disk is full
            self._anew(sig, data)

    def _anew(self, sig: Any, data: Any) -> None:  # noqa: ANN401
        try:
            self.flush()  # type: ignore[no-untyped-call]
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]
        except Exception:  # the next process compiles again
            self.disable()  # type: ignore[no-untyped-call]


def kernel(function: Function) -> Function:
    """Compile a function when it is first called, and keep the result on the disk.

    Where no folder can be written to, it is compiled anew in every process, and so is what a
    damaged file should have held.
    """
    compile_: Any = numba.njit
    compiled: Any = compile_(nogil=True)(function)
    with contextlib.suppress(RuntimeError):  # numba found no folder for its cache
        kept_files = _Kept(function)  # type: ignore[no-untyped-call]
        compiled._cache = kept_files  # noqa: SLF001  # numba's own way in has its own cache
    kept: Function = compiled
    return kept
