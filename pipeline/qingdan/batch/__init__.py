"""Many notices: find them, read them in worker processes, write everything down, go on where a run ended."""

from qingdan.batch.convert import convert
from qingdan.batch.folder import FolderBusyError
from qingdan.batch.inputs import Input, find_inputs
from qingdan.batch.ledger import Entry, read_entries
from qingdan.batch.limits import Limits
from qingdan.batch.outcome import Outcome
from qingdan.batch.plan import Plan, Summary
from qingdan.batch.read import Options, read_notices
from qingdan.batch.supplied import SuppliedRow, attach_supplied, read_supplied

__all__ = [
    "Entry",
    "FolderBusyError",
    "Input",
    "Limits",
    "Options",
    "Outcome",
    "Plan",
    "Summary",
    "SuppliedRow",
    "attach_supplied",
    "convert",
    "find_inputs",
    "read_entries",
    "read_notices",
    "read_supplied",
]
