"""Many notices: find them, read them in worker processes, write everything down."""

from qingdan.batch.convert import Plan, Summary, convert
from qingdan.batch.inputs import Input, find_inputs
from qingdan.batch.read import Options, Outcome, read_notices

__all__ = ["Input", "Options", "Outcome", "Plan", "Summary", "convert", "find_inputs", "read_notices"]
