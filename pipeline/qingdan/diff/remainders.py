"""What speaks for a task left alone being a part of one that has its partner already: a split, or a merge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qingdan.diff.grams import Grams

if TYPE_CHECKING:
    from qingdan.diff.evidence import Evidence


def weigh_parts(grams: Grams, partners: Mapping[int, int]) -> Evidence:
    """Hosts (old tasks that have a new partner) down, new tasks across; for merges give `grams.turned()`.

    `inside`: how much of the new task stands in the host. `rest`: how much stands there and not in the host's partner.
    `gain`: how much of what the host's partner leaves of it the new task takes up.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    hosts = sorted(partners)
    old, new = (part.sign().tocsr() for part in (grams.old, grams.new))
    left = old[hosts] - old[hosts].multiply(new[[partners[host] for host in hosts]])
    weighted = csr_matrix(new.multiply(grams.rarity))
    whole = np.maximum(np.asarray(weighted.sum(axis=1)).ravel(), 1e-9)
    rest = np.asarray((left @ weighted.T).todense())
    remainder = np.maximum(left @ grams.rarity, 1e-9)
    return {
        "inside": np.asarray((old[hosts] @ weighted.T).todense()) / whole[None, :],
        "rest": rest / whole[None, :],
        "gain": rest / remainder[:, None],
    }
