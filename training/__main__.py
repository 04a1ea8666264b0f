"""The command line of training: ``python -m training COMMAND`` or ``landmark-train COMMAND``."""

from __future__ import annotations

import argparse
import codecs
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.events import ClosableReporter, Event, Finished, make_reporter

_LOOP_CHANGES = ("epochs", "lr", "batch_size", "weight_decay")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a training command.

    Returns:
        0 done, 1 stopped by the person, 2 bad input or usage.
    """
    options = _parser().parse_args(arguments)
    _print_any_name()
    rank = int(os.environ.get("RANK", "0"))
    with make_reporter(options.progress) if rank == 0 else _Silence() as report:
        try:
            code = int(options.run(options, report))
            sys.stdout.flush()
            return code
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
            return 1
        except BrokenPipeError:
            return _abandon_stdout()
        except Exception as error:
            known = _exit_code(error)
            if known is None:
                raise
            report.close()
            print(f"landmark-train: {error}", file=sys.stderr)
            return known


def _print_any_name() -> None:
    """Makes stdout take every file name and every terminal's encoding: names are given back byte for byte."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        is_utf8 = codecs.lookup(sys.stdout.encoding).name == "utf-8"
        sys.stdout.reconfigure(errors="surrogateescape" if is_utf8 else "replace")


def _abandon_stdout() -> int:
    """The reader of a pipe has left, as ``| head`` does: no result is lost, and nobody is there to be told."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())  # flushing at the exit would fail again
    return 1


class _Silence(ClosableReporter):
    """Of processes that train together, one tells."""

    def __call__(self, event: Event) -> None:
        """Keeps it to itself."""


def _exit_code(error: Exception) -> int | None:
    """1 where the person stopped the run, 2 where the message is a sentence for them, None for a bug."""
    from training.backbones import WeightsError  # noqa: PLC0415
    from training.data import DataError  # noqa: PLC0415
    from training.devices import DeviceError  # noqa: PLC0415
    from training.download import DownloadError  # noqa: PLC0415
    from training.engine import StoppedError, TrainingError  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415
    from training.networks import NetworkError  # noqa: PLC0415

    ours = (WeightsError, DataError, DeviceError, DownloadError, TrainingError, ModelFileError, NetworkError, OSError)
    if isinstance(error, StoppedError):
        return 1
    return 2 if isinstance(error, ours) else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="landmark-train", description="Train and measure models that recognise landmarks in photos."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)")
    common.add_argument("--seed", type=_seed, default=42, help="source of all randomness (default: 42)")
    common.add_argument("--progress", choices=("bar", "json", "none"), default="bar", help="how to tell progress")
    common.add_argument("--workers", type=_at_least(0), default=0, help="decoding workers (default: chosen)")
    common.add_argument("--cache", type=Path, default=None, help="folder for decoded pictures and features")
    _add_data_commands(commands, common)
    _add_training_commands(commands, common)
    _add_use_commands(commands, common)
    return parser


def _add_data_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    download = commands.add_parser("download", parents=[common], help="fetch the 50-landmark data set")
    download.add_argument("--url", default=None, help="where from (default: the reference's data set)")
    download.add_argument("--dest", type=Path, default=Path("data"), help="folder to put it in")
    download.set_defaults(run=_download)
    prepare = commands.add_parser("prepare", parents=[common], help="split, statistics, histograms, problems")
    prepare.add_argument("data", type=Path, metavar="DATA")
    prepare.add_argument("--out", type=Path, default=None, help="folder for the pictures (default: DATA-prepared)")
    prepare.add_argument("--size", type=_at_least(8), default=128, help="side of the decoded pictures, in pixels")
    prepare.add_argument("--again", action="store_true", help="make the split anew")
    prepare.add_argument("--contact-sheets", action="store_true", help="also a contact sheet of each class")
    prepare.set_defaults(run=_prepare)


def _add_training_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    training = argparse.ArgumentParser(add_help=False, parents=[common])
    training.add_argument("data", type=Path, metavar="DATA")
    training.add_argument("--out", type=Path, required=True, help="model file to write")
    training.add_argument("--recipe", choices=("reference", "strong"), default="strong")
    training.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    training.add_argument("--resume", action="store_true", help="go on from the last finished epoch")
    training.add_argument("--epochs", type=_at_least(1), default=None)
    training.add_argument("--lr", type=_positive, default=None, help="learning rate")
    training.add_argument("--batch-size", type=_at_least(2), default=None)
    training.add_argument("--weight-decay", type=_not_negative, default=None)
    training.add_argument("--size", type=_at_least(32), default=None, help="input size in pixels")
    training.add_argument("--error-rate", type=_share, default=0.02, help="most mistakes among confident photos")

    overfit = commands.add_parser("overfit", parents=[common], help="can the network memorise one batch?")
    overfit.add_argument("data", type=Path, metavar="DATA")
    overfit.add_argument("--out", type=Path, default=Path("overfit.png"), help="loss curve to write")
    overfit.add_argument("--recipe", choices=("reference", "strong"), default="reference")
    overfit.add_argument("--steps", type=_at_least(1), default=60)
    overfit.add_argument("--batch-size", type=_at_least(2), default=32)
    overfit.add_argument("--lr", type=_positive, default=1e-3)
    overfit.set_defaults(run=_overfit)

    scratch = commands.add_parser("scratch", parents=[training], help="a CNN from scratch")
    scratch.add_argument(
        "--init",
        choices=("default", "normal", "both"),
        default=None,
        help="linear layers of the reference CNN; both (its default) trains twice, as the reference does",
    )
    scratch.add_argument("--teacher", type=Path, action="append", default=[], help="model file to learn from; repeat")
    scratch.add_argument("--start", type=Path, default=None, help="model file of the same network to train further")
    scratch.add_argument("--views", type=_at_least(1), default=None, help="augmented views the teacher looks at")
    scratch.add_argument("--widths", type=_numbers, default=None, help="channels of each stage, e.g. 32,64,128,256")
    scratch.add_argument("--depths", type=_numbers, default=None, help="blocks of each stage, e.g. 2,2,2,2")
    scratch.add_argument(
        "--weight-bits", type=int, choices=(8, 16), default=16, help="bits of each weight in the model file"
    )
    scratch.set_defaults(run=_scratch)

    transfer = commands.add_parser("transfer", parents=[training], help="a new head on a pretrained backbone")
    transfer.add_argument("--backbone", default=None, help="torchvision model, or timm:NAME (default: by recipe)")
    transfer.add_argument("--weights", default=None, help="local weights file, or 'random' (default: published ones)")
    transfer.add_argument("--padding", choices=("auto", "symmetric", "tensorflow"), default="auto")
    transfer.add_argument("--mean", type=_triple, default=None, help="channel means the backbone wants, e.g. .5,.5,.5")
    transfer.add_argument("--std", type=_positive_triple, default=None, help="standard deviations the backbone wants")
    transfer.add_argument("--finetune", type=_stages, default=0, metavar="N", help="unfreeze the last N stages, or all")
    transfer.add_argument("--finetune-epochs", type=_at_least(1), default=None)
    transfer.add_argument("--finetune-lr", type=_positive, default=None)
    transfer.add_argument("--no-feature-cache", action="store_true", help="run the frozen backbone in every epoch")
    transfer.set_defaults(run=_transfer)


def _add_use_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    combine = commands.add_parser("combine", parents=[common], help="several models in one, which answer together")
    combine.add_argument("data", type=Path, metavar="DATA")
    combine.add_argument("models", type=Path, nargs="+", metavar="MODEL")
    combine.add_argument("--out", type=Path, required=True, help="model file to write")
    combine.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    combine.set_defaults(run=_combine)
    calibrate = commands.add_parser("calibrate", parents=[common], help="choose a model's verdicts anew")
    calibrate.add_argument("model", type=Path, metavar="MODEL")
    calibrate.add_argument("data", type=Path, metavar="DATA")
    calibrate.add_argument("--out", type=Path, required=True, help="model file to write")
    calibrate.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    calibrate.add_argument("--error-rate", type=_share, default=0.02, help="most mistakes among confident photos")
    calibrate.set_defaults(run=_calibrate)
    evaluate = commands.add_parser("evaluate", parents=[common], help="measure a model on held-back photos")
    evaluate.add_argument("model", type=Path, metavar="MODEL")
    evaluate.add_argument("data", type=Path, metavar="DATA")
    evaluate.add_argument("--split", choices=("train", "validation", "test"), default="test")
    evaluate.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    evaluate.add_argument("--json", action="store_true", help="print one JSON object")
    evaluate.add_argument("--plots", type=Path, default=None, help="folder for the plots")
    evaluate.set_defaults(run=_evaluate)
    predict = commands.add_parser("predict", parents=[common], help="landmarks in pictures")
    predict.add_argument("model", type=Path, metavar="MODEL")
    predict.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    predict.add_argument("-k", type=_at_least(1), default=5, help="how many landmarks for each picture")
    predict.set_defaults(run=_predict)


def _download(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.download import DEFAULT_URL, download_data_set  # noqa: PLC0415

    folder = download_data_set(options.url or DEFAULT_URL, options.dest, report)
    report.close()
    _print_result(options, str(folder))
    return 0


def _prepare(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.prepare import prepare, summary_text  # noqa: PLC0415

    root = options.data.expanduser().absolute()
    out = options.out or root.with_name(f"{root.name}-prepared")
    summary = prepare(
        root,
        out=out,
        size=options.size,
        seed=options.seed,
        again=options.again,
        contact_sheets=options.contact_sheets,
        report=report,
        workers=options.workers,
    )
    report.close()
    _print_result(options, summary_text(summary))
    return 0


def _overfit(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.overfit import memorise_one_batch  # noqa: PLC0415

    summary = memorise_one_batch(
        options.data,
        options.out,
        recipe=options.recipe,
        steps=options.steps,
        batch_size=options.batch_size,
        lr=options.lr,
        seed=options.seed,
        device=_device(options),
        cache=_cache(options),
        report=report,
        workers=options.workers,
    )
    report.close()
    verdict = "memorised" if summary["memorised"] else "NOT memorised: the network or its training is broken"
    text = f"one batch of {summary['photos']} photos {verdict} (loss {summary['first_loss']:.3f} → "
    _print_result(options, text + f"{summary['last_loss']:.3f}); curve in {summary['curve']}")
    return 0


def _scratch(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.pipelines import train_scratch, train_scratch_twice  # noqa: PLC0415

    init = options.init or ("both" if options.recipe == "reference" else "default")
    more: dict[str, Any] = {
        "teachers": tuple(options.teacher),
        "distil_views": options.views,
        "start": options.start,
        "weight_bits": options.weight_bits,
        "arch_arguments": {
            name: getattr(options, name) for name in ("widths", "depths") if getattr(options, name) is not None
        },
        "init": "default" if init == "both" else init,
    }
    return _train(options, report, train_scratch_twice if init == "both" else train_scratch, more)


def _transfer(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.pipelines import train_transfer  # noqa: PLC0415

    changes = {"epochs": options.finetune_epochs, "lr": options.finetune_lr}
    more: dict[str, Any] = {
        "backbone": options.backbone or ("vgg19" if options.recipe == "reference" else "convnext_tiny"),
        "weights": options.weights,
        "padding": options.padding,
        "mean": options.mean,
        "std": options.std,
        "finetune": options.finetune,
        "finetune_changes": {name: value for name, value in changes.items() if value is not None},
        "use_feature_cache": not options.no_feature_cache,
    }
    return _train(options, report, train_transfer, more)


def _train(options: argparse.Namespace, report: ClosableReporter, pipeline: Any, more: dict[str, Any]) -> int:
    from training.engine import TrainingError  # noqa: PLC0415
    from training.interrupt import Interrupt  # noqa: PLC0415
    from training.parallel import joined_processes  # noqa: PLC0415
    from training.pipelines import Options  # noqa: PLC0415

    out = options.out.expanduser().absolute()
    if out.is_dir():
        raise TrainingError(f"{out} is a folder: name the model file to write with --out")
    if out.exists() and not out.is_file():  # replacing a device would take it from every program
        raise TrainingError(f"{out} is no file: name the model file to write with --out")
    changes = {name: getattr(options, name) for name in _LOOP_CHANGES if getattr(options, name) is not None}
    device = _device(options)
    with Interrupt() as stop, joined_processes(device) as (processes, device):
        summary = pipeline(
            Options(
                data=options.data,
                out=out,
                recipe=options.recipe,
                report=report,
                device=device,
                cache=_cache(options),
                stop=stop,
                seed=options.seed,
                workers=options.workers,
                negatives=options.negatives,
                resume=options.resume,
                changes=changes,
                size=options.size,
                error_rate=options.error_rate,
                processes=processes,
                **more,
            )
        )
        report(Finished(summary))
    report.close()
    if processes.rank == 0 and options.progress != "json":
        _print_summary(summary)
    return 1 if summary["stopped"] else 0


def _print_summary(summary: dict[str, Any]) -> None:
    if summary["stopped"]:
        print(f"stopped after {summary['epochs']} epochs; the best model so far is kept. Go on with --resume.")
    print(f"model: {summary['model']}")
    for name, label in (("top1", "top-1"), ("top3", "top-3"), ("ece", "calibration error"), ("auroc", "AUROC")):
        value = summary.get(name, summary.get(f"validation_{name}"))
        if value is not None:
            where = "test" if name in summary else "validation"
            print(f"{label} ({where}): {value:.1%}" if name.startswith("top") else f"{label} ({where}): {value:.3f}")


def _combine(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import combine  # noqa: PLC0415

    return _rework(options, report, combine, options.models)


def _calibrate(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import recalibrate  # noqa: PLC0415

    return _rework(options, report, recalibrate, options.model, error_rate=options.error_rate)


def _rework(options: argparse.Namespace, report: ClosableReporter, work: Any, models: Any, **more: Any) -> int:
    """Makes a model file of trained ones."""
    from training.pipelines import Options  # noqa: PLC0415

    summary = work(
        Options(
            data=options.data,
            out=options.out.expanduser().absolute(),
            recipe="strong",
            report=report,
            device=_device(options),
            cache=_cache(options),
            seed=options.seed,
            workers=options.workers,
            negatives=options.negatives,
            **more,
        ),
        models,
    )
    report(Finished(summary))
    report.close()
    if options.progress != "json":
        _print_summary(summary)
    return 0


def _evaluate(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.evaluation import evaluate, write_plots  # noqa: PLC0415
    from training.report import evaluation_text  # noqa: PLC0415

    result = evaluate(
        options.model,
        options.data,
        split=options.split,
        negatives=options.negatives,
        report=report,
        device=_device(options),
        cache=_cache(options),
        workers=options.workers,
    )
    if options.plots is not None:
        write_plots(result, options.plots)
    report.close()
    print(json.dumps(result.summary, ensure_ascii=False) if options.json else evaluation_text(result))
    return 0


def _predict(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.evaluation import predict_files  # noqa: PLC0415

    failed = 0
    for path, names in predict_files(options.model, options.images, _device(options), options.k, report):
        if names is None:
            failed += 1
            continue
        print(path)
        for name, probability in names:
            print(f"  {probability:6.1%}  {name}")
    return 2 if failed else 0


def _device(options: argparse.Namespace) -> Any:
    from training.devices import choose, keep_freed_memory  # noqa: PLC0415

    keep_freed_memory()
    return choose(options.device)


def _cache(options: argparse.Namespace) -> Path:
    from training.paths import cache_folder  # noqa: PLC0415

    return Path(options.cache).expanduser().absolute() if options.cache is not None else cache_folder()


def _print_result(options: argparse.Namespace, text: str) -> None:
    """A command's result on stdout; with ``--progress json`` the last event has told it."""
    if options.progress != "json":
        print(text)


def _at_least(least: int) -> Any:
    def parse(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}")
        return value

    parse.__name__ = "number"
    return parse


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be greater than 0")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1, such as 0.02 for two in a hundred")
    return value


def _not_negative(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError("must not be negative")
    return value


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**32:
        raise argparse.ArgumentTypeError("must be between 0 and 4294967295")
    return value


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("give whole numbers with commas between them") from error


def _triple(text: str) -> tuple[float, float, float]:
    try:
        red, green, blue = (float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("give three numbers with commas, for red, green and blue") from error
    return red, green, blue


def _positive_triple(text: str) -> tuple[float, float, float]:
    values = _triple(text)
    if not all(0 < value < float("inf") for value in values):
        raise argparse.ArgumentTypeError("must be greater than 0")
    return values


def _stages(text: str) -> int:
    try:
        return -1 if text == "all" else int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a number of stages, or all") from error


if __name__ == "__main__":
    sys.exit(main())
