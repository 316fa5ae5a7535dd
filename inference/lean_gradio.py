"""Gradio without the work that it does for editors on every import."""

import importlib.abc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

STUB_WRITER = "gradio.component_meta"


class _StubWriterFinder(importlib.abc.MetaPathFinder):
    """Loads the module that writes type stubs as it is, and takes the pen out of its hand."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answers for one module only."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname == STUB_WRITER else None
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def execute_without_stubs(module: ModuleType) -> None:
            execute(module)
            module.create_or_modify_pyi = lambda *_: None

        spec.loader.exec_module = execute_without_stubs
        return spec


def leave_out_type_stubs() -> None:
    """Makes the import of gradio, which must follow, skip its .pyi files.

    Gradio renders and compares them for every component each time it is imported; that is half of its import time
    (measured: 3.1 s of CPU with them, 1.6 s without), and a server has no use for them.
    """
    sys.meta_path.insert(0, _StubWriterFinder())
