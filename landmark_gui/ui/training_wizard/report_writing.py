"""What goes into a training's report: gathered in the GUI thread, written in another one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.report import write_report
from landmark_gui.ui.training_wizard.session import TrainingSession
from landmark_gui.workers.report_pictures import jpeg_thumbnails


def write(session: TrainingSession, file: Path, title: str, notes: str, worst: Sequence[Path]) -> Callable[[], Path]:
    """The work of writing a report, for another thread.

    Args:
        session: Its flow has a result.
        file: HTML file to write.
        title: Name of the model.
        notes: The person's.
        worst: The photos of the worst mistakes.
    """
    flow = session.flow
    job, evaluation, comparison, used = flow.job, flow.evaluation, flow.comparison, flow.compared_with
    assert job is not None
    assert evaluation is not None
    choice, summary = job.choice, flow.summary
    facts = [
        ("photos", job.data_folder),
        ("pipeline", f"{choice.pipeline.value}, {choice.recipe} recipe"),
        ("trained", job.created),
    ]
    if choice.backbone_in_use:
        facts.append(("backbone", choice.backbone_in_use))
    if choice.weights:
        facts.append(("weights", choice.weights))
    facts += [(name.replace("_", " "), str(value)) for name, value in sorted(choice.values.items())]
    if summary is not None:
        facts.append(("photos to learn from", f"{summary.train:,} of {len(summary.classes)} landmarks"))
        facts += [("mean", " ".join(f"{value:.4f}" for value in summary.mean))]
        facts += [("standard deviation", " ".join(f"{value:.4f}" for value in summary.std))]
    folders = [job.plots, jobs.prepared_folder(flow.prepared_key)]
    target = file if file.suffix.lower() in (".html", ".htm") else file.with_name(file.name + ".html")

    def work() -> Path:
        return write_report(
            target,
            title=title or "Landmark model",
            notes=notes,
            choice=choice,
            facts=facts,
            evaluation=evaluation,
            comparison=comparison,
            compared_with=used,
            folders=folders,
            pictures=jpeg_thumbnails(worst),
        )

    return work
