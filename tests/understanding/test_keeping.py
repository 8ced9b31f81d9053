"""What was learnt is found again at the next start, and never half."""

from pathlib import Path

import numpy as np

from bot.understanding.keeping import keep_arrays, read_arrays

ARRAYS = {"weights": np.arange(6, dtype=np.int8).reshape(2, 3), "labels": np.array(["rouw-verlies", "buiten"])}


def test_what_was_learnt_comes_back_as_it_was(tmp_path: Path) -> None:
    keep_arrays(tmp_path / "matching" / "abc", ARRAYS)

    found = read_arrays(tmp_path / "matching" / "abc")

    assert found is not None
    assert {name: array.tolist() for name, array in found.items()} == {name: array.tolist() for name, array in ARRAYS.items()}
    assert found["weights"].dtype == np.int8


def test_what_was_learnt_from_older_content_is_cleared_away(tmp_path: Path) -> None:
    keep_arrays(tmp_path / "matching" / "old", ARRAYS)
    keep_arrays(tmp_path / "matching" / "new", ARRAYS)

    assert read_arrays(tmp_path / "matching" / "old") is None
    assert [folder.name for folder in (tmp_path / "matching").iterdir() if folder.is_dir()] == ["new"]


def test_a_file_that_a_power_cut_emptied_counts_as_not_learnt_and_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "matching" / "abc"
    keep_arrays(place, ARRAYS)
    (place / "weights.npy").write_bytes(b"")
    assert read_arrays(place) is None

    keep_arrays(place, ARRAYS)

    assert read_arrays(place) is not None


def test_a_place_where_nothing_can_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "matching").write_text("a file stands where the folder should be", "utf-8")

    keep_arrays(tmp_path / "matching" / "abc", ARRAYS)

    assert read_arrays(tmp_path / "matching" / "abc") is None
