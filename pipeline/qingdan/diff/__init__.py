"""Two documents → what changed from one to the other."""

from qingdan.diff.build import diff_notices

__all__ = ["diff_notices"]
