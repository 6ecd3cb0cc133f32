"""`qingdan rules`: the rule packs in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import SOME_FAILED, WRONG_USAGE, RulesOption, fail, open_console

rules = typer.Typer(
    help="The rule packs in force: list, check, show, test.", rich_markup_mode=None, no_args_is_help=True
)


@rules.command("list")
def list_rules(rules: RulesOption = None) -> None:
    """List all rules and lexicons.

    One a line: id, kind, pack, why, with tabs between.

    \b
    Examples:
      qingdan rules list
      qingdan rules list --rules my-rules | grep deadline
    """
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*(rules or ()))
    for rule in in_force:
        print(rule.id, rule.kind, rule.pack, rule.why, sep="\t")
    for lexicon in in_force.lexicons.values():
        print(lexicon.id, "lexicon", lexicon.pack, lexicon.why, sep="\t")


@rules.command("check")
def check_rules(
    packs: Annotated[list[Path] | None, typer.Argument(metavar="[DIR]...", help="Packs that come after base.")] = None,
) -> None:
    """Check that packs can be read and merged.

    The first mistake is told with file and key.

    \b
    Examples:
      qingdan rules check my-rules
    """
    from qingdan.errors import RulePackError
    from qingdan.rulepacks import load_rules

    try:
        in_force = load_rules(*(packs or ()))
    except RulePackError as error:
        raise typer.Exit(fail(str(error), SOME_FAILED)) from error
    for name, digest in in_force.packs.items():
        own = sum(rule.pack == name for rule in in_force)
        print(f"{name} {digest[:12]}: {own} rules")


@rules.command("show")
def show_rule(rule_id: Annotated[str, typer.Argument(metavar="ID")], rules: RulesOption = None) -> None:
    """Show one rule or lexicon.

    With its reason, source, pattern and examples, or its words.

    \b
    Examples:
      qingdan rules show deadline.month_end
    """
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*(rules or ()))
    console = open_console()
    if rule := in_force.rules.get(rule_id):
        console.print(f"{rule.id}  ({rule.kind}, pack {rule.pack}, priority {rule.priority})", style="bold")
        lines = [f"why      {rule.why}", f"source   {rule.source or '-'}", f"pattern  {rule.pattern}"]
        lines += [f"example  {example.text}  →  {example.expect}" for example in rule.examples]
        lines += [f"not      {example.text}" for example in rule.non_examples]
    elif lexicon := in_force.lexicons.get(rule_id):
        console.print(f"{lexicon.id}  (lexicon, pack {lexicon.pack})", style="bold")
        lines = [f"why      {lexicon.why}"]
        lines += [f"word     {word}" + (f"  →  {meaning}" if meaning else "") for word, meaning in lexicon.map.items()]
    else:
        raise typer.Exit(fail(f"{rule_id}: no such rule or lexicon; see `qingdan rules list`", WRONG_USAGE))
    for line in lines:
        console.print(line, soft_wrap=True)


@rules.command("test")
def run_examples(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One rule; without it, all.")] = None,
    rules: RulesOption = None,
) -> None:
    """Run every rule's own examples.

    Non-examples too. Exit status 1 when one does not hold.

    \b
    Examples:
      qingdan rules test
      qingdan rules test deadline.month_end --rules my-rules
    """
    from qingdan.evaluate.rule_examples import check_rule
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*(rules or ()))
    if rule_id is not None and rule_id not in in_force.rules:
        raise typer.Exit(fail(f"{rule_id}: no such rule; see `qingdan rules list`", WRONG_USAGE))
    tested = [in_force.rules[rule_id]] if rule_id else list(in_force)
    failures = [failure for rule in tested for failure in check_rule(rule, in_force)]
    for failure in failures:
        print(failure)
    examples = sum(len(rule.examples) + len(rule.non_examples) for rule in tested)
    print(f"{len(tested)} rules, {examples} examples, {len(failures)} do not hold")
    raise typer.Exit(SOME_FAILED if failures else 0)
