"""The notebook an analyst starts from runs on a release, top to bottom, and shows something in every cell."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import PROJECT, Built

NOTEBOOK = PROJECT / "docs" / "figures.ipynb"
CELL_SECONDS = 120


def read() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def test_it_is_kept_without_outputs() -> None:
    cells = [cell for cell in read().cells if cell.cell_type == "code"]
    assert cells and all(not cell.outputs and cell.execution_count is None for cell in cells)


def test_it_runs_on_a_release(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSTALLY_DATA", str(built.data))
    book = read()
    NotebookClient(book, timeout=CELL_SECONDS, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shown = [_shown(cell) for cell in book.cells if cell.cell_type == "code"]
    assert all(shown), "every cell shows a table or a chart"
    assert sum("image/png" in kinds for kinds in shown) == 1
    *tables, changes = [cell for cell in book.cells if cell.cell_type == "code" and "text/plain" in _shown(cell)]
    for table in [one for one in tables if "image/png" not in _shown(one)]:
        assert "shape: (0," not in table.outputs[-1].data["text/plain"], f"no rows in:\n{table.source}"
    assert "kind" in changes.outputs[-1].data["text/plain"]


def _shown(cell: nbformat.NotebookNode) -> set[str]:
    return {kind for output in cell.outputs for kind in output.get("data", {})}
