"""A training's report: one HTML file that needs nothing else, with all figures and all plots."""

import base64
import html
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from landmark_gui.training_flow.choices import PipelineChoice
from landmark_gui.training_flow.results import REFERENCE_FIGURES, Comparison, Evaluation

PLOTS = (
    ("histograms.png", "Pixel values before and after normalisation"),
    ("class_counts.png", "Photos of each landmark"),
    ("overfit.png", "Sanity check: memorising one batch"),
    ("loss_curves.png", "Loss and accuracy by epoch"),
    ("initialisations.png", "Both initialisations"),
    ("confusion_matrix.png", "Confusion matrix"),
    ("per_class.png", "Right answers per landmark"),
    ("reliability.png", "Reliability diagram"),
)
"""The plots that a training may have left, in the order of the report."""

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --muted: #767676; --bad: #b3261e; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; } td, th { padding: .25rem .8rem .25rem 0; text-align: left; }
th { font-weight: 600; border-bottom: 1px solid var(--line); } td.n, th.n { text-align: right; }
figure { margin: 1rem 0; } figcaption, .muted { color: var(--muted); } .bad { color: var(--bad); font-weight: 600; }
img { max-width: 100%; background: #fff; border-radius: 6px; }
.mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; }
.mistakes img { width: 100%; height: 8rem; object-fit: contain; background: #8882; }
"""


def write_report(
    path: Path,
    *,
    title: str,
    notes: str,
    choice: PipelineChoice,
    facts: Sequence[tuple[str, str]],
    evaluation: Evaluation,
    comparison: Comparison | None,
    compared_with: str,
    folders: Iterable[Path],
    pictures: Mapping[str, bytes],
) -> Path:
    """Writes the report, at once or not at all.

    Args:
        path: HTML file.
        title: Name of the model.
        notes: The person's.
        choice: How it was trained.
        facts: Further lines: what and its value.
        evaluation: The model, measured.
        comparison: With the model in use, where that is known.
        compared_with: Its name.
        folders: Where the plots of `PLOTS` may lie.
        pictures: JPEG thumbnails of the worst mistakes, by the photo's path; photos without one are left out.

    Raises:
        OSError: It cannot be written.
    """
    parts = [
        f"<h1>{html.escape(title)}</h1>",
        *(f"<p>{html.escape(line)}</p>" for line in notes.splitlines() if line.strip()),
        _facts(facts),
        "<h2>Accuracy</h2>",
        _figures(evaluation, comparison, compared_with, choice),
    ]
    places = list(folders)
    for name, caption in PLOTS:
        found = next((place / name for place in places if (place / name).is_file()), None)
        if found is not None:
            image = base64.b64encode(found.read_bytes()).decode("ascii")
            text = html.escape(caption)
            parts.append(f'<h2>{text}</h2><figure><img alt="{text}" src="data:image/png;base64,{image}"></figure>')
    parts += ["<h2>Landmarks</h2>", _landmarks(evaluation), _mistakes(evaluation, pictures)]
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(page, encoding="utf-8", errors="replace")
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()
    return path


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{html.escape(value)}</td></tr>" for name, value in facts)
    return f"<table>{rows}</table>"


def _figures(evaluation: Evaluation, comparison: Comparison | None, compared_with: str, choice: PipelineChoice) -> str:
    figures = evaluation.figures
    rows = [
        ("This model", figures.get("top1"), figures.get("top3"), figures.get("top5"), len(evaluation.answers)),
    ]
    warning = ""
    if comparison is not None:
        both = f"on the {comparison.n} photos that both know"
        mine, theirs = comparison.mine, comparison.theirs
        rows.append((f"This model, {both}", mine.top1, mine.top3, mine.top5, comparison.n))
        rows.append((f"{compared_with}, {both}", theirs.top1, theirs.top3, theirs.top5, comparison.n))
        if comparison.is_worse:
            warning = f'<p class="bad">This model is worse than {html.escape(compared_with)} on the same photos.</p>'
    reference = REFERENCE_FIGURES[choice.pipeline.value]
    rows.append(("Reference project, on its own 50 landmarks", reference.top1, None, None, reference.photos))
    body = "".join(
        f"<tr><td>{html.escape(name)}</td>{''.join(_share(value) for value in (top1, top3, top5))}"
        f'<td class="n">{number}</td></tr>'
        for name, top1, top3, top5, number in rows
    )
    head = "".join(f'<th class="n">{name}</th>' for name in ("top-1", "top-3", "top-5", "photos"))
    loss, error = figures.get("loss"), figures.get("ece")
    more = "" if loss is None or error is None else f"<p>Loss {loss:.3f}, calibration error {error:.3f}.</p>"
    which = f'<p class="muted">Measured on the {html.escape(evaluation.split)} photos.</p>'
    return f"{warning}<table><tr><th></th>{head}</tr>{body}</table>{more}{which}"


def _landmarks(evaluation: Evaluation) -> str:
    rows = sorted(evaluation.rows(), key=lambda row: (row.right if row.right is not None else 2.0, row.name))
    body = "".join(
        f"<tr><td>{html.escape(row.name)}</td>{_share(row.right)}{_share(row.precision)}"
        f'<td class="n">{row.n}</td><td>{html.escape(row.taken_for)}</td></tr>'
        for row in rows
    )
    head = '<th>landmark</th><th class="n">right</th><th class="n">precision</th><th class="n">photos</th>'
    return f"<table><tr>{head}<th>most often taken for</th></tr>{body}</table>"


def _mistakes(evaluation: Evaluation, pictures: Mapping[str, bytes]) -> str:
    shown = [answer for answer in evaluation.mistakes() if answer.path in pictures]
    if not shown:
        return ""
    figures = "".join(
        f'<figure><img alt="" src="data:image/jpeg;base64,{base64.b64encode(pictures[answer.path]).decode("ascii")}">'
        f"<figcaption>{html.escape(evaluation.classes[answer.label])}, taken for "
        f"{html.escape(evaluation.classes[answer.predicted])} ({answer.best[0][1]:.0%})</figcaption></figure>"
        for answer in shown
    )
    return f'<h2>Worst mistakes</h2><div class="mistakes">{figures}</div>'


def _share(value: float | None) -> str:
    return f'<td class="n">{"" if value is None else f"{value:.1%}"}</td>'
