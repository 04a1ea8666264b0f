"""Coverage-guided fuzzing of one target with atheris (libFuzzer): ``python -m tests.fuzz.guided TARGET SECONDS DIR``.

Only the photo targets: the others spend their time in files, JSON and torch, where coverage guides nobody.
A process of its own, as libFuzzer ends the one that it runs in.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["landmark_gui.metadata"]):
    from . import photo_targets

from .target import MEMORY, SECONDS


def main() -> None:
    """Runs libFuzzer; what breaks something is left in ``DIR/TARGET``."""
    name, seconds, findings = sys.argv[1:4]
    target = {target.name: target for target in photo_targets.TARGETS}[name]
    place = Path(findings) / name
    corpus = place / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    words = place / "words"
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words))
    options = [f"-max_total_time={seconds}", f"-timeout={int(SECONDS * 5)}", f"-artifact_prefix={place}/"]
    options += [f"-malloc_limit_mb={MEMORY // 10**6}", "-rss_limit_mb=0", "-max_len=40000", f"-dict={words}"]
    # Memory that is let go counts as well, but only what one input asks for: the program's own size is not the input's.
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
