"""Keeps the translations in step with the sources: ``python -m tests.translations``.

Without options it prints, as JSON, the texts of the sources that a language lacks, with empty strings to be filled in,
and ends with exit code 1 if there are any, or texts that the sources no longer have. To add texts:

    python -m tests.translations > missing.json     # then fill in the empty strings; plurals have two forms
    python -m tests.translations --write missing.json

The second writes the ``.ts`` files, without what is no longer said, and compiles them. Where another branch changed the
same files, take that branch's and run the second again with the same ``missing.json``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources/translations"
LOCALES = {"de": "de_DE", "en": "en", "es": "es_ES"}

Key = tuple[str, str]
"""Context and source text."""
Texts = dict[Key, tuple[str, ...]]
"""Translations: one form, or two where the text depends on a number."""


class ToolError(Exception):
    """A tool of Qt is missing or failed; the message is one sentence."""


def tool(name: str) -> Path:
    """A tool of Qt, as PySide6 brings it.

    Raises:
        ToolError: This PySide6 does not bring it.
    """
    path = Path(PySide6.__file__).parent / (f"{name}.exe" if sys.platform == "win32" else name)
    if not path.is_file():
        raise ToolError(f"this PySide6 brings no {name}")
    return path


def file_of(language: str, suffix: str = "ts") -> Path:
    """The file of a language."""
    return FOLDER / f"landmark_tagger_{language}.{suffix}"


def read(path: Path) -> tuple[Texts, set[Key]]:
    """Translations of a ``.ts`` file, and which of them depend on a number."""
    texts: Texts = {}
    plurals = set()
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name") or "", message.findtext("source") or ""
            target = message.find("translation")
            forms = [form.text for form in target.iter("numerusform")] if target is not None else []
            texts[key] = tuple(form or "" for form in forms) or (message.findtext("translation") or "",)
            if message.get("numerus") == "yes":
                plurals.add(key)
    return texts, plurals


def said() -> tuple[list[Key], set[Key]]:
    """What the sources say, in their order, and which of it depends on a number.

    Raises:
        ToolError: Qt's tool is missing or failed.
    """
    sources = [
        *sorted((ROOT / "landmark_gui/ui").rglob("*.py")),
        ROOT / "landmark_gui/app.py",
        ROOT / "landmark_gui/quick.py",
    ]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "now.ts"
        _run(tool("lupdate"), *sources, "-ts", out, "-locations", "none")
        texts, plurals = read(out)
    return list(texts), plurals


def missing(language: str, keys: Sequence[Key], plurals: set[Key]) -> list[Key]:
    """What a language does not say yet. English says only plurals: else its texts are the sources'."""
    known, _ = read(file_of(language))
    return [key for key in keys if (language != "en" or key in plurals) and not all(known.get(key, ("",)))]


def superfluous(language: str, keys: Sequence[Key], plurals: set[Key]) -> list[Key]:
    """What a language says although the sources no longer do."""
    wanted = plurals if language == "en" else set(keys)
    return [key for key in read(file_of(language))[0] if key not in wanted]


def write(language: str, keys: Sequence[Key], plurals: set[Key], more: Mapping[Key, tuple[str, ...]]) -> None:
    """Writes and compiles the files of a language.

    Args:
        language: Code.
        keys: What the sources say.
        plurals: Which of it depends on a number.
        more: Translations beside those that the file has; those go first.

    Raises:
        ToolError: Qt's tool is missing or failed.
    """
    texts = read(file_of(language))[0] | dict(more)
    root = ET.Element("TS", version="2.1", language=LOCALES[language], sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for key in keys:
        if key not in texts or (language == "en" and key not in plurals):
            continue
        if key[0] not in contexts:
            contexts[key[0]] = ET.SubElement(root, "context")
            ET.SubElement(contexts[key[0]], "name").text = key[0]
        message = ET.SubElement(contexts[key[0]], "message", {"numerus": "yes"} if key in plurals else {})
        ET.SubElement(message, "source").text = key[1]
        target = ET.SubElement(message, "translation")
        if key in plurals:
            for form in texts[key]:
                ET.SubElement(target, "numerusform").text = form
        else:
            target.text = texts[key][0]
    ET.indent(root, "    ")
    content = ET.tostring(root, encoding="unicode")
    path = file_of(language)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{content}\n', encoding="utf-8")
    compiled = file_of(language, "qm")
    fresh = compiled.with_suffix(".qm.new")
    _run(tool("lrelease"), "-silent", path, "-qm", fresh)
    fresh.replace(compiled)  # a running app has the old one mapped into its memory


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise ToolError(f"{command[0]} failed: {' '.join((done.stderr or done.stdout).split())}")


def _asked(keys: Sequence[Key], plurals: set[Key]) -> list[dict[str, object]]:
    """What is missing in any language, to be filled in."""
    lacking = {language: set(missing(language, keys, plurals)) for language in LOCALES}
    return [
        {"context": key[0], "source": key[1]}
        | {language: ["", ""] if key in plurals else "" for language in LOCALES if key in lacking[language]}
        for key in keys
        if any(key in those for those in lacking.values())
    ]


def _filled(path: Path, language: str) -> Texts:
    """The translations of a filled in list, for one language; what was left empty is left out."""
    texts: Texts = {}
    for entry in json.loads(path.read_text(encoding="utf-8")):
        given = entry.get(language, "")
        forms = (given,) if isinstance(given, str) else tuple(given)
        if all(forms):
            texts[entry["context"], entry["source"]] = forms
    return texts


def main() -> int:
    """Checks or updates; returns the exit code."""
    parser = argparse.ArgumentParser(
        "python -m tests.translations", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write and compile the files")
    parser.add_argument("filled", type=Path, nargs="*", help="with --write: lists that were filled in")
    options = parser.parse_args()
    try:
        keys, plurals = said()
        if options.write:
            for language in LOCALES:
                more = {key: forms for path in options.filled for key, forms in _filled(path, language).items()}
                write(language, keys, plurals, more)
        asked = _asked(keys, plurals)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 2
    if asked or not options.write:
        print(json.dumps(asked, indent=2, ensure_ascii=False))
    extra = [key for language in LOCALES for key in superfluous(language, keys, plurals)]
    for context, source in sorted(set(extra)):
        print(f"no longer said: {context}: {source}", file=sys.stderr)
    return 1 if asked or extra else 0


if __name__ == "__main__":
    sys.exit(main())
