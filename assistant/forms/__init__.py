"""What the application does for a form that a person fills in, on whatever surface."""

from assistant.forms.desk import Forms
from assistant.forms.submitted import Submitted

__all__ = ["Forms", "Submitted"]
