"""Document rules: what must hold in a declaration before anything is looked up, told in the trader's words."""

from wco_datamodel.rules.checking import MOST_OF_ONE, check, prepare_rules
from wco_datamodel.rules.contract import ClassRule, Finding, Rule, ValueRule
from wco_datamodel.rules.register import RULES

__all__ = ["MOST_OF_ONE", "RULES", "ClassRule", "Finding", "Rule", "ValueRule", "check", "prepare_rules"]
