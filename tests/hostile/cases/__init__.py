"""The hostile set: every file by its name."""

from tests.hostile.cases import bombs, damage, disguise, large
from tests.hostile.cases.case import Case

GROUPS: dict[str, list[Case]] = {
    "damaged": damage.CASES,
    "disguised": disguise.CASES,
    "bombs": bombs.CASES,
    "large": large.CASES,
}
"""To add a file, put a Case in the list of its kind: tests and benchmarks take it up."""
