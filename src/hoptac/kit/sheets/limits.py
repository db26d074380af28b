"""How large a workbook may be. An import is held in memory as a whole, beside everything else the server does."""

LARGEST_BYTES = 30 * 1024 * 1024
LARGEST_UNFOLDED_BYTES = 300 * 1024 * 1024
MOST_ROWS = 200_000
LAST_COLUMN = 16_383  # XFD
MOST_CELLS = 5_000_000  # of all sheets together, empty cells inside the rectangles counted
