"""How much Slack takes, in characters and pieces. Measured values leave some room."""

from __future__ import annotations

from typing import Final

BLOCKS: Final = 50
ALL_TEXT: Final = 12_500  # over all blocks; Slack refuses from about 13,200 on
TEXT: Final = 3_500  # the twin without blocks; Slack takes 40,000, nobody reads them
SECTION: Final = 3_000
HEADER: Final = 150
CONTEXT: Final = 2_000
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
BUTTONS: Final = 25
SPOKEN_LABEL: Final = 75  # of a button, for screen readers
INPUT: Final = 3_000
PLACEHOLDER: Final = 150  # what stands in an empty field
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTIONS: Final = 100
TICKS: Final = 10  # checkboxes in one group
MODAL_TITLE: Final = 24
PRIVATE_METADATA: Final = 3_000
ERROR: Final = 250  # under an input of a modal
ROWS: Final = 5
CELLS: Final = 400  # of one row, escaped, so that five rows and their head fit a section
REVIEWABLE: Final = 11_000  # a draft longer than this cannot be shown whole, so it cannot be approved here
ALT_TEXT: Final = 2_000
OVERFLOW: Final = 5  # options of a menu behind three dots
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_LABEL: Final = 30
VIEW_BLOCKS: Final = 100  # of a modal or a Home tab
CELL: Final = 120  # of one cell of a table
TABLE: Final = 8_000  # over all cells; Slack takes 10,000
TABLE_ROWS: Final = 100  # the head among them
TABLE_COLUMNS: Final = 20
CHARTS: Final = 2
TASKS: Final = 50  # of a plan
TASK_TITLE: Final = 256  # of a step, and of the plan
PROSE: Final = 1_200  # of an answer before "More": nobody wants a wall of text
PARAGRAPHS: Final = 3
