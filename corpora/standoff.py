"""Annotations with words → annotations with places, which hold no sentence of their notices.

    python corpora/standoff.py GOLD NOTICES -o FOLDER

GOLD is a folder of NAME.gold.json, NOTICES the folder of the notices themselves. Words that do not stand in the text
that qingdan reads are told, and nothing is written for that notice. Files are named by the digest of the text.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from qingdan import read_notice
from qingdan.evaluate.gold import read_gold
from qingdan.evaluate.items import OPEN, Json
from qingdan.evaluate.standoff import SUFFIX, StandoffError, to_standoff


def _called(gold: Json) -> str:
    """What others can find the notice by: its number, else its title; empty where neither is printed."""
    known = gold.get("metadata") or {}
    given = (known.get(key) for key in ("document_number", "title"))
    return next((words for words in given if words and words != OPEN), "")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("notices", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    files = {path.name: path for path in sorted(args.notices.rglob("*")) if path.is_file()}
    args.out.mkdir(parents=True, exist_ok=True)
    status = 0
    for gold in read_gold([args.gold]):
        name = gold["document"]
        try:
            places = to_standoff({**gold, "document": _called(gold)}, read_notice(files[name]).text)
        except (StandoffError, KeyError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 1
            continue
        text = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
        (args.out / f"{places['text_digest'][:12]}{SUFFIX}").write_text(text + "\n", encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
