"""What comes in, and what follows it: scores, promises out of notes, the note index, news for admins."""

from assistant.intake.importer import Importer, Intake
from assistant.intake.incoming import IncomingFolder, StillWritten
from assistant.intake.steps import Step, StepName

__all__ = ["Importer", "IncomingFolder", "Intake", "Step", "StepName", "StillWritten"]
