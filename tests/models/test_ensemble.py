"""Two networks side by side read as one."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.attributions import attribute
from onrecord.models import load_model
from onrecord.models.ensemble import Ensemble, combine, match_vocabularies

TEXT = "Ada Hale said the pier would reopen. 'We are sorry,' added Mr Reed."


class Fixed:
    """An engine that answers alike whatever it is asked, and keeps what it was asked."""

    def __init__(self, answer: float, width: int) -> None:
        self.answer, self.width, self.asked = answer, width, []

    def tag(self, ids, shapes):
        self.asked.append(list(ids))
        tags = np.zeros((len(ids), 18), dtype=np.float32)
        tags[:, 3] = self.answer
        return np.full((len(ids), self.width), self.answer, dtype=np.float32), tags

    def link(self, states, first, last):
        self.asked.append(states)
        links = np.zeros((len(first), len(states), 7), dtype=np.float32)
        links[..., 0] = self.answer
        return links


def test_each_network_gets_its_own_numbers_and_states():
    one, two = Fixed(1.0, 4), Fixed(2.0, 3)
    both = Ensemble(one, two, {5: 50, 6: 60}, 0.5)
    states, _ = both.tag([5, 6], [0, 0])
    both.link(states, [0], [1])
    assert (one.asked[0], two.asked[0]) == ([5, 6], [50, 60])
    assert (one.asked[1].shape, two.asked[1].shape) == ((2, 4), (2, 3))
    assert set(one.asked[1].ravel()) == {1.0}
    assert set(two.asked[1].ravel()) == {2.0}


@pytest.mark.parametrize(("share", "more"), [(0.0, 1.0), (1.0, 3.0), (0.5, 2.0)])
def test_chances_are_averaged_by_share(share, more):
    both = Ensemble(Fixed(1.0, 1), Fixed(3.0, 1), {5: 5}, share)
    _, tags = both.tag([5], [0])
    assert tags[0, 3] - tags[0, 4] == pytest.approx(more)


def test_a_network_beside_itself_reads_as_it_does_alone():
    fast = load_model("fast")
    twice = combine(fast, load_model("fast"), 0.4)
    marks = [[m for m, _ in attribute(TEXT, model)] for model in (fast, twice)]
    plain = [[replace(m, confidence=0.0) for m in found] for found in marks]
    assert plain[0] == plain[1]
    assert len(plain[0]) == 2


def test_what_one_vocabulary_lacks_is_unknown_to_it():
    fast = load_model("fast").tokenizer
    numbers = match_vocabularies(fast, fast)
    assert all(number == same for number, same in numbers.items())
