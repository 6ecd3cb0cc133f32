"""Samples in, a folder with a spaCy pipeline out. The same samples, rules and libraries give the same bytes."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, load_model_from_config, minibatch
from thinc.api import Config

from qingdan.extract.agencies.tagger import to_doc
from qingdan.rulepacks import load_rules
from tools.model.examples import Sample

SEED = 1
EPOCHS = 14
DROPOUT = 0.25
RATE = 0.001
CONFIG = Path(__file__).with_name("config.cfg")


def train(samples: Sequence[Sample], epochs: int = EPOCHS, config: Path = CONFIG) -> Language:
    """A new pipeline, trained on the samples."""
    fix_random_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - shuffles samples
    nlp = load_model_from_config(Config().from_disk(config), auto_fill=True)
    examples = [to_example(nlp, sample) for sample in samples if sample.text]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = RATE
    for _ in range(epochs):
        order.shuffle(examples)
        for batch in minibatch(examples, size=compounding(4, 32, 1.002)):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
    return nlp


def to_example(nlp: Language, sample: Sample) -> Example:
    """What the pipeline sees, and the labels it should give."""
    words = list(sample.text)
    labelled = Doc(nlp.vocab, words=words, spaces=[False] * len(words), tags=to_labels(sample))
    return Example(to_doc(nlp.vocab, sample.text, load_rules()), labelled)


def to_labels(sample: Sample) -> list[str]:
    """A BILUO label for each character."""
    labels = ["O"] * len(sample.text)
    for start, end, label in sample.spans:
        labels[start:end] = [f"I-{label}"] * (end - start)
        labels[start], labels[end - 1] = f"B-{label}", f"L-{label}"
        if end - start == 1:
            labels[start] = f"U-{label}"
    return labels


def write_model(nlp: Language, samples: Sequence[Sample], folder: Path) -> None:
    """The pipeline as spaCy writes it; its description tells what it was trained on."""
    weights = hashlib.sha256(nlp.get_pipe("tagger").model.to_bytes()).hexdigest()  # type: ignore[attr-defined]
    trained_on = hashlib.sha256(json.dumps(samples, ensure_ascii=False).encode()).hexdigest()
    nlp.meta.update(
        name="qingdan",
        version="1",
        license="CC-BY-4.0",
        description="Names of organisations in notices, tagged character by character; see docs/model-card.md.",
        samples=len(samples),
        samples_sha256=trained_on,
        weights_sha256=weights,
    )
    nlp.to_disk(folder)
