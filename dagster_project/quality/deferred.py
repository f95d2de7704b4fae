"""Modules put off until they are used: what a library imports at its top for a part that nobody here asks of it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module until something in it is asked for; then the module itself answers."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the machinery of imports, of every module it meets
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Within the block, `import` gives these modules without running them; one that is loaded already is given as it is.
    After it they can be imported as ever, and whoever imported them meanwhile finds them whole."""
    held = {name: _Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(held)
    try:
        yield
    finally:
        for name, module in held.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
