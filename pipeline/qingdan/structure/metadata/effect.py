"""From and until when a notice holds, and how it is public: said in its closing lines or at its end."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.metadata.zones import Zones
from qingdan.text.passage import Passage


def read_effect(zones: Zones, last: Sequence[Passage], rules: RuleSet) -> None:
    """Named groups of `effect` rules into fields; `last` are the words of the last clause."""
    for passage in (*zones.fields.get("closing", ()), *last):
        found = (match for rule in rules.of_kind("effect") if (match := rule.regex.search(passage.text)))
        for match in found:
            for name in match.re.groupindex:
                zones.add(f"label:{name}", passage.slice(*match.span(name)))
