import sys
from pathlib import Path

import pytest

from assistant.installation import check_packages


def test_our_own_packages_pass() -> None:
    check_packages()


def test_another_package_of_the_same_name_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stranger = tmp_path / "tools"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "tools", raising=False)
    with pytest.raises(SystemExit) as told:
        check_packages()
    for part in ("'tools'", str(tmp_path), "environment of its own"):
        assert part in str(told.value)
