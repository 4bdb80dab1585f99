from knowledge.importing.problems import ImportProblem


def test_a_problem_is_one_printable_line() -> None:
    problem = ImportProblem("in\x1b.csv", 3, "na\nme", "\u202e" * 100, "a name")
    assert str(problem).isprintable()
    assert str(problem).startswith(r"'in\x1b.csv', line 3, column 'na\nme': found '\u202e\u202e")
    assert str(problem).endswith("…, expected a name")
