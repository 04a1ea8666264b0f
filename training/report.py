"""An evaluation as text for people."""

from __future__ import annotations

from training.evaluation import Evaluation

_BAR = 20


def evaluation_text(result: Evaluation) -> str:
    """Figures and a table per landmark, the weakest first."""
    values = result.summary
    lines = [
        f"{values['n']} photos of {len(values['per_class'])} landmarks",
        f"top-1 {values['top1']:.1%}   top-3 {values['top3']:.1%}   top-5 {values['top5']:.1%}",
        f"loss {values['loss']:.3f}   calibration error {values['ece']:.3f}",
        f"confident on {values['confident']:.1%}, of which right {values['confident_right']:.1%}"
        if values["confident"]
        else "confident on none",
    ]
    if "auroc" in values:
        lines.append(
            f"{values['n_negatives']} photos without landmark: AUROC {values['auroc']:.3f}, "
            f"rejected {values['rejected_negatives']:.1%}, landmarks kept {values['kept_landmarks']:.1%}, "
            f"confident by mistake {values['confident_negatives']:.1%}"
        )
        lines.append(f"calibration error on photos of both kinds {values['ece_with_negatives']:.3f}")
    width = max(len(name) for name in values["per_class"])
    lines.append("")
    for name, row in sorted(values["per_class"].items(), key=lambda item: (item[1]["top1"], item[0])):
        bar = "█" * round(row["top1"] * _BAR)
        lines.append(f"{name:<{width}}  {bar:<{_BAR}}  {row['top1']:6.1%} of {row['n']}")
    return "\n".join(lines)
