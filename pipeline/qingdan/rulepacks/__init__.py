"""Find, read, validate and merge rule packs into one frozen RuleSet. No matching happens here."""

from qingdan.rulepacks.load import load_rules, read_pack
from qingdan.rulepacks.ruleset import Lexicon, Rule, RuleSet

__all__ = ["Lexicon", "Rule", "RuleSet", "load_rules", "read_pack"]
