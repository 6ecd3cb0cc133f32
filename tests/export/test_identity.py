import pytest

from qingdan.export.identity import run_identity

INPUTS = [("a.txt", "1" * 64), ("b/通知.pdf", "2" * 64)]
RUN = (INPUTS, {"qingdan": "0.1.0"}, {"base": "3" * 64}, {"formats": ["json"], "rules": ()})


def test_order_does_not_count() -> None:
    again = (INPUTS[::-1], {"qingdan": "0.1.0"}, {"base": "3" * 64}, {"rules": (), "formats": ["json"]})
    assert run_identity(*again) == run_identity(*RUN)


OTHERS = [
    (0, [("a.txt", "1" * 64)]),
    (0, [("a.txt", "1" * 64), ("c.pdf", "2" * 64)]),
    (1, {"qingdan": "0.2.0"}),
    (2, {"base": "4" * 64}),
    (3, {"formats": ["csv"], "rules": ()}),
]


@pytest.mark.parametrize(("position", "other"), OTHERS)
def test_everything_else_counts(position: int, other: object) -> None:
    parts = list(RUN)
    parts[position] = other  # type: ignore[assignment]
    assert run_identity(*parts) != run_identity(*RUN)  # type: ignore[arg-type]


def test_shape() -> None:
    assert run_identity([("\ud800", "")], {}, {}, {})[0] == "r"
    assert len(run_identity([], {}, {}, {})) == 17
