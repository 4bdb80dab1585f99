"""What is told unasked: the week, the month, the quarter; when and to whom is the surface's business."""

from assistant.digests.making import Digests
from assistant.digests.read import Digest
from assistant.digests.told import Told
from assistant.digests.week import WEEK

__all__ = ["WEEK", "Digest", "Digests", "Told"]
