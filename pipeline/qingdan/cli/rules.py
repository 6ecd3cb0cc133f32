"""`qingdan rules`: the rule packs in force, and packs of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import SOME_FAILED, WRONG_USAGE, RulesOption, fail, open_console

rules = typer.Typer(
    help="The rules in force, and packs of your own.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@rules.command("new")
def start_pack(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower case letters, digits and _.")],
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR", help="Where to; by default ./NAME.")] = None,
) -> None:
    """Start a pack of your own.

    It holds every kind of entry once, with comments, and passes check: change the words, delete what you do not need.

    \b
    Examples:
      qingdan rules new my_county
      qingdan rules new my_county -o packs/my_county
    """
    from qingdan.rulepacks.start import write_pack

    folder = out or Path(name)
    for path in write_pack(name, folder):
        print(path)
    steps = f"`qingdan rules check {folder}` and `qingdan rules test {folder} --on NOTICES`"
    typer.echo(f"next: edit them, then {steps}", err=True)


@rules.command("list")
def list_rules(rules: RulesOption = None) -> None:
    """List all rules, lexicons, organs and indicators.

    One a line: id, kind, pack, why, with tabs between.

    \b
    Examples:
      qingdan rules list
      qingdan rules list --rules my_county | grep deadline
    """
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*(rules or ()))
    for rule in in_force:
        print(rule.id, rule.kind, rule.pack, rule.why, sep="\t")
    for lexicon in in_force.lexicons.values():
        print(lexicon.id, "lexicon", lexicon.pack, lexicon.why, sep="\t")
    for organ in in_force.organs:
        print(organ.id, "organ", organ.pack, organ.label, sep="\t")
    for indicator in in_force.indicators:
        print(indicator.id, "indicator", indicator.pack, indicator.label, sep="\t")


@rules.command("check")
def check_rules(
    packs: Annotated[list[Path] | None, typer.Argument(metavar="[DIR]...", help="Packs that come after base.")] = None,
) -> None:
    """Check packs and explain every mistake.

    Each with file, line, key and what to do. Exit status 1 when there is one. Without DIR, the packs that ship.

    \b
    Examples:
      qingdan rules check my_county
    """
    from qingdan.rulepacks import load_rules

    checked = tuple(packs or ())
    _stop_at_mistakes(checked)
    in_force = load_rules(*checked)
    shipped = load_rules().packs if checked else {}
    for name, digest in in_force.packs.items():
        if name in shipped:
            continue
        own = sum(rule.pack == name for rule in in_force)
        print(f"{name} {digest[:12]}: {own} rules")


def _stop_at_mistakes(packs: tuple[Path, ...]) -> None:
    """Tell every mistake of the first pack that has one, and end there."""
    from qingdan.rulepacks.check import find_mistakes

    for number, folder in enumerate(packs):
        mistakes = find_mistakes(folder, *packs[:number])
        for mistake in mistakes:
            fail(f"{mistake.severity}: {mistake}", SOME_FAILED)
        errors = sum(mistake.severity == "error" for mistake in mistakes)
        if errors:
            raise typer.Exit(fail(f"{folder}: {errors} to put right", SOME_FAILED))


@rules.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="Of a rule, a lexicon, an organ or an indicator.")],
    rules: RulesOption = None,
) -> None:
    """Show one rule, lexicon, organ or indicator.

    With its reason, source, pack, examples, where it stands, and what it replaces.

    \b
    Examples:
      qingdan rules show deadline.month_end
      qingdan rules show deadline.holidays
      qingdan rules show health
    """
    from qingdan.cli.render_rules import build_entry
    from qingdan.rulepacks.load import merge_packs

    lines = build_entry(rule_id, merge_packs(*(rules or ())))
    if not lines:
        raise typer.Exit(fail(f"{rule_id}: no such rule or lexicon; see `qingdan rules list`", WRONG_USAGE))
    console = open_console()
    for line in lines:
        console.print(line, soft_wrap=True)


@rules.command("test")
def run_examples(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[DIR|ID]...", help="Packs to add, rules to test; without ID, all.")
    ] = None,
    on: Annotated[
        list[Path] | None, typer.Option("--on", metavar="FOLDER", help="Notices: show what the packs change there.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Changes as JSON, one a line.")] = False,
    rules: RulesOption = None,
) -> None:
    """Run the rules' own examples, and show what packs change.

    Gains and losses on notices are told value by value: what was read with the packs and not without them, and the
    other way round. Exit status 1 when an example does not hold or a notice cannot be read.

    \b
    Examples:
      qingdan rules test
      qingdan rules test my_county
      qingdan rules test my_county --on notices/
      qingdan rules test deadline.month_end --rules my_county
    """
    from qingdan.cli.rule_tests import check_examples, show_changes

    packs = [Path(word) for word in given or () if Path(word).is_dir()]
    wanted = [word for word in given or () if not Path(word).is_dir()]
    before = tuple(rules or ())
    _stop_at_mistakes((*before, *packs))
    failed = check_examples((*before, *packs), wanted, quiet=json)
    if on:
        failed |= show_changes(on, before, (*before, *packs), as_json=json)
    raise typer.Exit(SOME_FAILED if failed else 0)
