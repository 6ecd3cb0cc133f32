"""Train the model that ships: `python -m tools.model [--out FOLDER]`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from qingdan.extract.agencies.tagger import FOLDER
from tools.model.examples import read_annotated, read_sentences
from tools.model.training import train, write_model

SENTENCES = 2
"""How often the sentences marked by hand are shown for each time that a task is."""


def main() -> None:
    """Train on the train split and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    folder: Path = parser.parse_args().out
    samples = read_sentences() * SENTENCES + read_annotated("train")
    began = time.process_time()
    write_model(train(samples), samples, folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(samples)} samples, {time.process_time() - began:.0f} s of CPU, {size / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main()
