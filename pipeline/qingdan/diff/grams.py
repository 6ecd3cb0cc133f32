"""Likeness of texts by the runs of one to three characters that they share, rare ones weighing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Matrix = NDArray[Any]
    """Old tasks down, new tasks across."""

_LONGEST = 3
WORD = 2
"""Fewer characters than this stand in a long text by chance."""


def grams_of(text: str, shortest: int = 1) -> Iterator[str]:
    """All runs of up to three characters, none over a blank."""
    for words in text.split():
        for length in range(shortest, _LONGEST + 1):
            for start in range(len(words) - length + 1):
                yield words[start : start + length]


@dataclass(frozen=True)
class Grams:
    """Texts of the old and of the new notice as rows of weights; columns are runs of characters."""

    old: csr_matrix
    new: csr_matrix
    rarity: Matrix

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str], shortest: int = 1) -> Grams:
        """Rarity is learned on these texts alone: what every task of a notice says tells none of them apart.

        Runs below `shortest` characters are left aside.
        """
        import numpy as np
        from scipy.sparse import csr_matrix

        counts = [Counter(grams_of(text, shortest)) for text in (*old, *new)]
        columns: dict[str, int] = {}
        for count in counts:
            for gram in count:
                columns.setdefault(gram, len(columns))
        indices = np.fromiter((columns[gram] for count in counts for gram in count), dtype=np.int64)
        data = np.fromiter((n for count in counts for n in count.values()), dtype=np.float64)
        starts = np.concatenate([[0], np.cumsum([len(count) for count in counts])]).astype(np.int64)
        whole = csr_matrix((1 + np.log(data), indices, starts), shape=(len(counts), max(1, len(columns))))
        frequency = np.bincount(indices, minlength=whole.shape[1])
        rarity = 1 + np.log((1 + len(counts)) / (1 + frequency))
        return cls(whole[: len(old)], whole[len(old) :], rarity)

    def cosine(self) -> Matrix:
        """0..1; 0 for empty texts."""
        weighted = [_normed(part.multiply(self.rarity).tocsr()) for part in (self.old, self.new)]
        return _clipped(weighted[0] @ weighted[1].T)

    def said(self) -> tuple[Matrix, Matrix]:
        """How much of each old text stands in each new one, 0..1, and the weight of each old text."""
        import numpy as np

        old, new = (part.sign().tocsr() for part in (self.old, self.new))
        weights = np.asarray(old @ self.rarity).ravel()
        common = np.asarray((old.multiply(self.rarity).tocsr() @ new.T).todense())
        return common / np.maximum(weights, 1e-9)[:, None], weights


def _normed(rows: csr_matrix) -> csr_matrix:
    import numpy as np
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return diags(1 / np.maximum(lengths, 1e-9)) @ rows


def _clipped(product: csr_matrix) -> Matrix:
    import numpy as np

    clipped: Matrix = np.clip(np.asarray(product.todense()), 0.0, 1.0)
    return clipped
