"""What the training process says: events, the state that they make, and how it ended."""

import json
import math

import pytest

from landmark_gui.training_flow.events import Event, parse
from landmark_gui.training_flow.outcomes import Ending, outcome
from landmark_gui.training_flow.parameters import Parameter, differing, read_table, refused
from landmark_gui.training_flow.run_state import LOG_LINES, RunState
from training import events as sent
from training.hyperparameters import recipe_table


def through(event: object) -> Event:
    """An event as it arrives."""
    read = parse(sent.to_json(event).encode())
    assert read is not None
    return read


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(clock) -> RunState:
    return RunState(clock)


def epoch(number: int, loss: float = 1.0, **more: object) -> Event:
    values = {
        "stage": "scratch", "epochs": 4, "epoch": number, "train_loss": loss, "val_loss": loss, "train_top1": 0.5,
        "val_top1": 0.6, "lr": 0.01, "seconds": 2.0,
    }  # fmt: skip
    return through(sent.Result("epoch", values | more))


class TestParse:
    def test_every_kind_of_event(self):
        assert through(sent.Started(3, "reading")) == Event("started", message="reading", total=3)
        assert through(sent.Started(None)) == Event("started")
        assert through(sent.Progress(1, 3, "slow", {"loss": 2.0})) == Event(
            "progress", message="slow", done=1, total=3, values={"loss": 2.0}
        )
        assert through(sent.Result("run", {"number": 1})) == Event("result", name="run", values={"number": 1})
        assert through(sent.Failed("/a.jpg", "broken")) == Event("failed", name="/a.jpg", message="broken")
        assert through(sent.Finished({"model": "m"})) == Event("finished", values={"model": "m"})

    @pytest.mark.parametrize(
        "line",
        [b"", b"hello", b"{", b"[]", b'{"event": "progress"}', b'{"event": "odd"}', b'{"event": "result", "name": 3}',
         b'{"event": "started", "message": null}', b"\xff\xfe{", b'{"event": "finished", "summary": []}'],
    )  # fmt: skip
    def test_anything_else_is_passed_over(self, line):
        assert parse(line) is None


class TestState:
    def test_stages_and_progress(self, state):
        state.take(through(sent.Started(10, "Decoding photos")))
        state.take(through(sent.Progress(4, 10)))
        assert (state.stage, state.done, state.total) == ("Decoding photos", 4, 10)
        state.take(through(sent.Started(None, "measuring")))
        assert (state.stage, state.done, state.total) == ("measuring", 0, None)
        assert list(state.log) == ["Decoding photos", "measuring"]

    def test_rate_and_time_left(self, state, clock):
        state.take(through(sent.Started(100, "training")))
        assert state.seconds_left is None
        for done in range(0, 50, 10):
            state.take(through(sent.Progress(done, 100, values={"batch_size": 32, "epoch": 1})))
            clock.now += 2
        assert state.per_second == 5.0
        assert state.photos_per_second == 160.0
        assert state.seconds_left == 12.0

    def test_only_the_last_half_minute_counts(self, state, clock):
        state.take(through(sent.Started(10_000, "training")))
        for done in [0, 1, *range(2, 900, 100)]:
            state.take(through(sent.Progress(done, 10_000)))
            clock.now += 100 if done < 2 else 10
        assert state.per_second == pytest.approx(10.0)

    def test_a_pause_counts_neither_as_work_nor_as_slowness(self, state, clock):
        state.take(through(sent.Started(100, "training")))
        for done in (0, 10):
            state.take(through(sent.Progress(done, 100)))
            clock.now += 1
        state.take(through(sent.Result("paused")))
        assert state.paused
        assert state.seconds_left is None
        clock.now += 1000
        state.take(through(sent.Result("resumed")))
        assert not state.paused
        for done in (10, 20):
            state.take(through(sent.Progress(done, 100)))
            clock.now += 1
        assert state.per_second == 10.0

    def test_epochs_make_curves_and_the_best_is_the_lowest_validation_loss(self, state):
        for number, loss in ((1, 2.0), (2, 1.0), (3, 1.5)):
            state.take(epoch(number, loss))
        (run,) = state.runs
        assert (run.stage, run.wanted, [entry.number for entry in run.epochs]) == ("scratch", 4, [1, 2, 3])
        assert run.best.number == 2
        assert "epoch 3/4  loss 1.500, validation 1.500  right 60.0%  2.0 s" in state.log

    def test_a_loss_that_is_no_number_is_kept_as_such(self, state):
        state.take(epoch(1, math.nan, val_top1=None))
        assert math.isnan(state.run.epochs[0].val_loss)
        assert state.run.epochs[0].val_top1 is None
        assert state.run.best is None

    def test_two_initialisations_are_two_runs_and_the_second_counts_into_the_time_left(self, state, clock):
        state.take(through(sent.Result("run", {"name": "normal", "number": 1, "of": 2})))
        state.take(epoch(1))
        state.take(through(sent.Started(100, "training")))
        for done in (0, 50):
            state.take(through(sent.Progress(done, 100)))
            clock.now += 5
        assert state.seconds_left == 15.0
        state.take(through(sent.Result("run", {"name": "default", "number": 2, "of": 2})))
        state.take(epoch(1))
        assert [run.name for run in state.runs] == ["normal", "default"]
        assert state.number == (2, 2)

    def test_a_continued_training_brings_its_history(self, state):
        history = [{"epoch": n, "train_loss": 1.0, "val_loss": 1.0, "lr": 0.1, "seconds": 1.0} for n in (1, 2)]
        values = {"stage": "scratch", "epoch": 2, "epochs": 5, "history": history}
        state.take(through(sent.Result("continued", values)))
        state.take(epoch(3, epochs=5))
        assert [entry.number for entry in state.run.epochs] == [1, 2, 3]
        assert state.run.epochs[0].train_top1 is None
        assert state.run.wanted == 5

    def test_the_sanity_check_s_losses(self, state):
        for step in (1, 2):
            state.take(through(sent.Progress(step, 2, values={"step": step, "loss": 3.0 / step})))
        assert state.losses == [3.0, 1.5]
        assert state.live == {}

    def test_failures_results_and_the_summary(self, state):
        state.take(through(sent.Failed("/a.jpg", "broken")))
        state.take(through(sent.Result("preprocessing", {"size": 224})))
        state.take(through(sent.Finished({"top1": 0.5})))
        assert state.failures == [("/a.jpg", "broken")]
        assert state.results["preprocessing"] == {"size": 224}
        assert state.summary == {"top1": 0.5}
        assert "/a.jpg: broken" in state.log

    def test_a_long_log_forgets_its_beginning_but_not_how_much_was_told(self, state):
        for number in range(LOG_LINES + 10):
            state.tell(str(number))
        assert len(state.log) == LOG_LINES
        assert state.lines_told == LOG_LINES + 10
        assert state.lines_after(LOG_LINES + 8) == [str(LOG_LINES + 8), str(LOG_LINES + 9)]
        assert state.lines_after(LOG_LINES + 10) == []
        assert state.lines_after(0) == list(state.log)


class TestOutcome:
    @pytest.mark.parametrize(
        ("code", "crashed", "errors", "ending", "sentence"),
        [
            (0, False, [], Ending.DONE, ""),
            (1, False, ["stopped"], Ending.STOPPED, ""),
            (2, False, ["a.jpg: broken", "landmark-train: no space left"], Ending.REFUSED, "no space left"),
            (2, False, ["usage: …", "landmark-train scratch: error: argument --lr"], Ending.REFUSED,
             "landmark-train scratch: error: argument --lr"),
            (9, True, [], Ending.KILLED, ""),
            (137, False, [], Ending.KILLED, ""),
            (-9, False, [], Ending.KILLED, ""),
            (1, False, ["Traceback (most recent call last):", "ValueError: odd"], Ending.BROKEN, "ValueError: odd"),
            (4, False, [], Ending.BROKEN, ""),
        ],
    )  # fmt: skip
    def test_exit_codes(self, code, crashed, errors, ending, sentence):
        ended = outcome(code, crashed, errors)
        assert (ended.ending, ended.sentence) == (ending, sentence)

    def test_an_end_without_the_last_event_is_a_mistake_of_ours(self):
        assert outcome(0, False, [], finished=False).ending is Ending.BROKEN

    def test_only_the_last_lines_are_kept_as_details(self):
        assert outcome(2, False, [f"line {n}" for n in range(100)]).details.splitlines()[0] == "line 60"


class TestParameters:
    def test_the_training_process_s_own_table_is_understood(self):
        table = read_table(json.loads(json.dumps(recipe_table())))
        assert len(table) == 4
        for entries in table.values():
            for entry in entries:
                assert entry.text.endswith(".")
                assert entry.default is None or entry.allows(entry.default), entry

    def test_a_table_of_another_kind_is_refused(self):
        with pytest.raises(ValueError, match="recipes"):
            read_table({"scratch": {"strong": [{"name": "epochs"}]}})

    def test_what_differs_and_what_is_refused(self):
        entries = (Parameter("epochs", "whole", "", "training", 5, 1, 9), Parameter("on", "switch", "", "x", False))
        assert differing(entries, {"epochs": 5, "on": True, "odd": 1}) == {"on": True}
        assert refused(entries, {"epochs": 10, "on": 1, "odd": 1}) == ["epochs", "odd", "on"]
