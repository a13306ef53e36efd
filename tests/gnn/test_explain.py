"""What moved a score, on models whose reasons are known by construction."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from gnn.answering.around import Change, copies, cut_out, near, reached
from gnn.answering.explain import Budget, explain, kept_medians, medians, told_medians
from gnn.data import Data, Labels, phase
from gnn.features.neighbour_labels import Known
from tests.gnn.stand_in import Sums, asking, network

# 0 is asked: 1 is marked and pays it twice, 2 and 3 pay it and are not; 4 is marked and pays 2; 5, 6 are far away
MANY = Budget(draws=20)


@pytest.fixture
def data() -> Data:
    quiet = list(range(7, 20))
    source = [1, 1, 2, 3, 4, 5, *quiet]
    target = [0, 0, 0, 0, 2, 6, *[0] * len(quiet)]
    amount = [1.0, 1.5, 9.0, 9.0, 1.0, 50.0, *[3.0] * len(quiet)]
    own = [0.5, *[0.0] * 19]
    mark = [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, *[0.0] * 14]
    return network(20, source, target, amount, own, mark, at=list(range(len(source), 0, -1)))


def test_the_pair_that_moved_the_score_is_first_and_its_change_is_the_difference(data: Data) -> None:
    model = Sums([])
    made = explain(model, asking(data, [3, 0]), 1, budget=MANY)
    first, second = made.pairs[:2]
    assert (first.source, first.target, first.hop, len(first.places)) == ("n1", "n0", 1, 2)
    assert set(first.ids) == {"t0", "t1"}
    assert [data.relations["paid"].ids[p] for p in first.places] == list(first.ids)
    gone = data.relations["paid"].take(~np.isin(np.arange(data.m), first.places))
    without = model.scores(asking(replace(data, relations={"paid": gone}), [0]))[0, 1]
    assert first.change == pytest.approx(made.score - without, abs=1e-6)
    assert (second.source, second.target) in {("n4", "n2"), ("n2", "n0")}
    assert second.change > 0
    assert all(p.change == pytest.approx(0, abs=1e-6) for p in made.pairs[3:])
    assert made.gap == pytest.approx(0, abs=1e-6)


def test_what_moved_it_is_proved_by_deletion_and_insertion(data: Data) -> None:
    made = explain(Sums([]), asking(data, [0]), 0, budget=MANY)
    assert made.faith.faithful
    assert made.faith.fall[0] > 3 * made.faith.fall_by_chance[0]
    assert made.faith.regain[0] > 3 * made.faith.regain_by_chance[0]
    assert made.faith.fall[-1] <= made.score - made.bare + 1e-6


def test_a_model_that_looks_at_no_link_is_moved_by_none(data: Data) -> None:
    made = explain(Sums([], first=0, second=0), asking(data, [0]), 0, budget=MANY)
    assert made.raising() == ()
    assert not made.faith.faithful
    assert made.sentence.zh.endswith("线索，非证据。")
    assert "no links raised it" in made.sentence.en
    assert f"仅看周边：{made.score:.4f}" in made.terms.zh
    assert f"without the links tried {made.bare:.4f}" in made.terms.en
    (feature,) = [f for f in made.features if f.change]
    assert (feature.name, feature.value, feature.typical) == ("own", 0.5, 0.0)


def test_features_take_the_typical_value_of_what_was_learned_from(data: Data) -> None:
    typical = {"Account": np.array([2.0, 0.0], np.float32)}
    made = explain(Sums([]), asking(data, [0]), 0, typical=typical, budget=MANY)
    (own,) = [f for f in made.features if f.name == "own"]
    assert own.change < 0, "the typical one would be more suspect"
    assert medians(data)["Account"].tolist() == [0, 0]
    assert medians(data)["relation paid"].tolist() == [3]
    again = kept_medians(json.loads(json.dumps(told_medians({"a": np.array([1.5, np.nan], np.float32)}))))["a"]
    assert again[0] == 1.5
    assert np.isnan(again[1])


def test_a_link_is_explained_by_itself_and_by_the_links_of_its_ends(data: Data) -> None:
    paid = data.relations["paid"]
    asked = paid.ids.index("t2")
    made = explain(Sums([]), asking(data, [asked], "paid"), 0, budget=MANY)
    assert made.subject == "t2"
    assert (made.pairs[0].source, made.pairs[0].target) == ("n1", "n0")
    assert "t2" not in {i for p in made.pairs for i in p.ids}
    (amount,) = [f for f in made.features if f.of == "t2"]
    assert (amount.name, amount.value) == ("amount", 9.0)
    assert amount.change > 0


def test_it_is_told_as_a_subgraph_that_json_holds_marked_as_no_evidence(data: Data) -> None:
    made = explain(Sums([]), asking(data, [0]), 0, budget=MANY)
    told = json.loads(json.dumps(made.subgraph(most=2)))
    assert told["mark"] == {"zh": "线索，非证据", "en": "a lead, not evidence"}
    assert told["nodes"][0] == "n0"
    assert {i for x in told["links"] for i in (x["from"], x["to"])} <= set(told["nodes"])
    assert len(told["links"]) == 2
    assert told["faithfulness"]["faithful"] is True


def test_the_budget_is_kept_and_says_what_it_left_out(data: Data) -> None:
    model = Sums([])
    made = explain(model, asking(data, [0]), 0, budget=Budget(groups=3, draws=2))
    assert (len(made.pairs), made.untried) == (3, 14)
    assert max(model.asked) <= 3 + 2 + 40


def test_every_copy_is_answered_as_if_it_were_alone(data: Data) -> None:
    model, phase = Sums([]), asking(data, [0])
    draw = np.random.default_rng(1)
    changes = [Change({"paid": draw.random(data.m) < 0.6}, {(0, 0): float(i)}, {}) for i in range(5)]
    together = model.scores(copies(phase, changes))
    for change, said in zip(changes, together, strict=True):
        x = data.x.copy()
        x[0, 0] = change.x[0, 0]
        alone = replace(data, x=x, relations={"paid": data.relations["paid"].take(np.flatnonzero(change.stay["paid"]))})
        assert model.scores(asking(alone, [0]))[0] == pytest.approx(said)


def test_a_link_of_a_copy_bears_its_name_whatever_else_stands_there(data: Data) -> None:
    """Trees that never learned from a link are told of by its name: in a copy they are the same as in the whole."""
    paid, draw = data.relations["paid"], np.random.default_rng(2)
    phase = asking(data, [4], "paid")
    changes = [Change({"paid": (draw.random(data.m) < 0.7) | (np.arange(data.m) == 4)}, {}, {}) for _ in range(3)]
    many = copies(phase, changes, cut_out(data, np.ones(20, np.bool_)).data)
    links = many.data.relations["paid"]
    assert [links.ids[i] for i in many.index.tolist()] == [paid.ids[4]] * 3
    assert links.at is not None
    assert paid.at is not None
    for name, source, target, at in zip(
        links.ids, links.source.tolist(), links.target.tolist(), links.at.tolist(), strict=True
    ):
        i = paid.ids.index(name)
        assert (source % 20, target % 20, at) == (paid.source[i], paid.target[i], paid.at[i])
    assert len(links.ids) == sum(int(c.stay["paid"].sum()) for c in changes) + data.m


def test_what_is_known_of_the_whole_is_not_asked_again(data: Data) -> None:
    model = Sums([])
    whole = float(model.scores(asking(data, [0]))[0, 1])
    first = explain(model, asking(data, [0]), 0, budget=MANY)
    before = model.asked[1:]
    model.asked.clear()
    again = explain(model, asking(data, [0]), 0, said=(1 - whole, whole), budget=MANY)
    assert again.gap == pytest.approx(first.gap, abs=1e-6)
    assert model.asked == before[1:], "the copies alone"


def test_copies_are_heard_of_by_their_names(data: Data) -> None:
    """A model that knows neighbours' answers finds the same in each copy as in the whole."""
    told = replace(data, labels=Labels("node", None, np.arange(1, 5), np.array([1, 0, 0, 1]), ("0", "1")))
    known = Known.learned(phase(told, np.arange(4), None), 0)
    whole = asking(data, [0])
    same = Change({"paid": np.ones(data.m, np.bool_)}, {}, {})
    fewer = Change({"paid": data.relations["paid"].source != 1}, {}, {})
    heard, one, other = known.table(whole).x[0], *known.table(copies(whole, [same, fewer], data)).x
    assert one == pytest.approx(heard)
    payers = known.table(whole).columns.index("neighbours' answers known: in paid")
    assert (heard[payers], other[payers]) == pytest.approx((3 / 16, 2 / 15)), "of its payers 1, 2 and 3 are known"


def test_a_part_holds_every_link_within_its_hops(data: Data) -> None:
    assert set(np.flatnonzero(near(data, np.array([4]), 2))) == {0, 2, 4}
    part = reached(data, np.array([4]), 3, 100)
    assert [data.ids[i] for i in part.node] == list(part.data.ids)
    assert {data.relations["paid"].ids[i] for i in part.link["paid"]} == set(part.data.relations["paid"].ids)
    assert "n6" not in part.data.ids
    small = reached(data, np.array([4]), 3, 0)
    assert set(small.data.relations["paid"].ids) == {"t4", "t2"}, "two hops are whole whatever the limit"
    assert cut_out(data, np.zeros(20, np.bool_)).data.n == 0
