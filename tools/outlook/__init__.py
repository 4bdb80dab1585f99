"""What the next 90 days may bring per partner: going dark, the chance of a decline, of silence, the loss."""

from tools.outlook.calibration import calibration_error
from tools.outlook.closed_quarter import ClosedQuarter
from tools.outlook.coefficients import Coefficients, packaged
from tools.outlook.dark import COMPONENTS, going_dark
from tools.outlook.fitting import ENOUGH_CASES, ENOUGH_DAYS, ENOUGH_ROWS, fit, fit_and_check
from tools.outlook.lessons import Lesson, lesson
from tools.outlook.model import outlook
from tools.outlook.policy import OutlookPolicy
from tools.outlook.signals import AGGREGATES, QUARTER, RESULTS, days_since

__all__ = [
    "AGGREGATES",
    "COMPONENTS",
    "ENOUGH_CASES",
    "ENOUGH_DAYS",
    "ENOUGH_ROWS",
    "QUARTER",
    "RESULTS",
    "ClosedQuarter",
    "Coefficients",
    "Lesson",
    "OutlookPolicy",
    "calibration_error",
    "days_since",
    "fit",
    "fit_and_check",
    "going_dark",
    "lesson",
    "outlook",
    "packaged",
]
