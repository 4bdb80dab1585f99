"""Files of every format as sources of text: delimited text, Excel, OpenDocument and Parquet."""

from knowledge.importing.files.base import FileSource
from knowledge.importing.files.layout import REJECTED
from knowledge.importing.files.opening import is_readable, open_file, open_folder

__all__ = ["REJECTED", "FileSource", "is_readable", "open_file", "open_folder"]
