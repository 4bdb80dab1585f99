import os
from pathlib import Path

from knowledge.importing.files import open_file, open_folder


def test_every_readable_file_is_a_source_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "A-b c.TSV", "c.tab", "~$c.xlsx", ".d.csv", "notes.md", "e.zip", "f.tar.gz"):
        (tmp_path / name).write_text("a\tb\n1\t2\n")
    (tmp_path / "folder.csv").mkdir()
    found = open_folder(tmp_path)
    assert [source.name for source in found.sources] == ["A-b c.TSV", "b.csv", "c.tab"]
    assert [source.stem for source in found.sources] == ["a_b_c", "b", "c"]
    assert found.ignored == ("e.zip", "f.tar.gz", "notes.md")
    assert found.problems == ()


def test_a_text_that_is_no_table_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text('"Exported" by somebody\n\nOn a day.\n')
    (tmp_path / "deals.txt").write_text("a;b\n1;2\n")
    found = open_folder(tmp_path)
    assert [source.name for source in found.sources] == ["deals.txt"]
    assert found.ignored == ("README.txt",)


def test_links_lead_to_files_and_pipes_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("a,b\n1,2\n")
    (tmp_path / "link.csv").symlink_to("deals.csv")
    (tmp_path / "lost.csv").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.csv")
    found = open_folder(tmp_path)
    assert [source.name for source in found.sources] == ["deals.csv", "link.csv"]
    assert [str(problem) for problem in found.problems] == [
        "lost.csv: expected a file that can be read (No such file or directory)",
        "pipe.csv: expected a regular file, not a folder, pipe or device",
    ]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("a,b\n")
    cases = {
        tmp_path / "missing": "the name of a folder that exists",
        tmp_path / "deals.csv" / "below": "the name of a folder that exists",
        tmp_path / "nul\0": "a folder that can be read (embedded null byte)",
    }
    for folder, expected in cases.items():
        found = open_folder(folder)
        assert found.sources == ()
        assert [problem.expected for problem in found.problems] == [expected]


def test_a_name_that_is_no_utf_8_can_be_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xff.csv"))
    path.write_text("a,b\n1,2\n")
    (source,) = open_folder(tmp_path).sources
    assert (source.name, source.stem) == ("d\\xff.csv", "d\\xff")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    (problem,) = open_file(tmp_path / "deals.csv").problems
    assert problem.expected == "a file that can be read (No such file or directory)"
