"""Silver names: what the words, their neighbours and the corpus tell."""

import pytest

pytest.importorskip("names", reason="the package names is not installed (training only)")
pytest.importorskip("pycountry", reason="the package pycountry is not installed (training only)")

from training.attribution.names import gather, label_names

CASES = [
    ("We met Shadow Chancellor Ed Marsh today.", [("Ed Marsh", "person")]),
    ("We met Mr Marsh.", [("Marsh", "person")]),
    (
        "They were told that it was the Labour Party in Leeds.",
        [("Labour Party", "organisation"), ("Leeds", "place")],
    ),
    ("The GMB and the RMT agreed.", [("GMB", "organisation"), ("RMT", "organisation")]),
    ("Then Republicans left.", [("Republicans", "group")]),
    (
        "In the House, where Speaker Paul Lowe sat, nobody spoke.",
        [("House", "organisation"), ("Paul Lowe", "person")],
    ),
    ("On Monday in May he left.", []),
    ("However, nobody came.", []),
    ("They sued the Department of Health.", [("Department of Health", "organisation")]),
    ("The Ohio Gov. John Marsh spoke.", [("Ohio", "place"), ("John Marsh", "person")]),
    ("John Marsh spoke. Then Marsh left.", [("John Marsh", "person"), ("Marsh", "person")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_labels_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[a:b], kind) for a, b, kind in label_names(text, gather([text]))]
    assert [item for item in found if item[1] != "?"] == expected
