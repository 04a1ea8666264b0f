"""Decisions: what each action makes of one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_values import candidate

from landmark_gui.library.decisions import (
    CLEAR,
    NO_LANDMARK,
    SKIP,
    UNDECIDED,
    Action,
    Decision,
    DecisionKind,
    Verb,
    accept,
    apply,
    landmark_key,
    now,
    plain_name,
    reject,
)

keys = st.sampled_from(["a", "b", "c", "name:Größe / Ü"])
actions = st.one_of(keys.map(accept), keys.map(reject), st.sampled_from([NO_LANDMARK, SKIP, CLEAR]))


def after(*said: Action) -> Decision:
    decision = UNDECIDED
    for number, action in enumerate(said):
        decision = apply(decision, action, f"t{number}")
    return decision


@pytest.mark.parametrize(
    ("said", "kind", "landmark", "rejected"),
    [
        ([], DecisionKind.UNDECIDED, "", set()),
        ([accept("a")], DecisionKind.ACCEPTED, "a", set()),
        ([NO_LANDMARK], DecisionKind.NO_LANDMARK, "", set()),
        ([SKIP], DecisionKind.SKIPPED, "", set()),
        ([reject("a")], DecisionKind.UNDECIDED, "", {"a"}),
        ([reject("a"), accept("b")], DecisionKind.ACCEPTED, "b", {"a"}),
        ([reject("a"), accept("a")], DecisionKind.ACCEPTED, "a", set()),
        ([accept("a"), reject("a")], DecisionKind.UNDECIDED, "", {"a"}),
        ([accept("a"), reject("b")], DecisionKind.ACCEPTED, "a", {"b"}),
        ([accept("a"), NO_LANDMARK], DecisionKind.NO_LANDMARK, "", set()),
        ([reject("a"), SKIP, NO_LANDMARK], DecisionKind.NO_LANDMARK, "", {"a"}),
        ([reject("a"), accept("b"), CLEAR], DecisionKind.UNDECIDED, "", set()),
    ],
)
def test_what_actions_make_of_a_decision(said, kind, landmark, rejected):
    decision = after(*said)
    assert (decision.kind, decision.landmark, decision.rejected) == (kind, landmark, frozenset(rejected))
    assert decision.is_reviewed is (kind is not DecisionKind.UNDECIDED)
    assert decision.when == (f"t{len(said) - 1}" if said else "")


@settings(deadline=None)
@given(st.lists(actions, max_size=8))
def test_an_accepted_landmark_is_never_a_rejected_one(said):
    decision = after(*said)
    assert bool(decision.landmark) is (decision.kind is DecisionKind.ACCEPTED)
    assert decision.landmark not in decision.rejected
    assert Decision.from_json(decision.to_json()) == decision


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '["accepted","a",[],3]', '["?","a",[],""]', '["accepted","a",[1],""]']
)
def test_texts_that_are_no_decision(text):
    with pytest.raises(ValueError, match=r"not a decision|Expecting|DecisionKind"):
        Decision.from_json(text)


@pytest.mark.parametrize(("verb", "landmark"), [(Verb.ACCEPT, ""), (Verb.REJECT, ""), (Verb.SKIP, "a")])
def test_actions_that_make_no_sense(verb, landmark):
    with pytest.raises(ValueError, match="landmark"):
        Action(verb, landmark)


def test_later_moments_are_greater_texts():
    moments = [now() for _ in range(50)]
    assert moments == sorted(moments)
    assert moments[0].endswith("+00:00")
    assert {len(moment) for moment in moments} == {32}


def test_landmarks_that_the_gazetteer_does_not_know_have_keys_too():
    assert landmark_key(candidate("eiffel-tower")) == "eiffel-tower"
    assert landmark_key(candidate("Our house")) == "name:Our house"
    assert plain_name("name:Our house") == "Our house"
    assert plain_name("eiffel-tower") is None
