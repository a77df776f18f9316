"""ES modules as one text: Streamlit takes a component's JavaScript as a string, and there is no build step.

Follows the imports from entry files and gives each module a function scope of its own, as in node: what a module does
not import, it does not see. What is understood are named imports and exports as this project writes them, and JSON;
anything else is an error here, before a browser could meet it.
"""
import base64
import json
import re
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]  # pages/ui; messages name files by their way from here
IMPORT = re.compile(r'^import (?:\{((?:\s*\w+,)*\s*\w+,?\s*)\} from "(\.[\w./-]+\.js)"'
                    r'|(\w+) from "(\.[\w./-]+\.json)" with \{ type: "json" \});$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)  # lines of nothing else
OTHER = re.compile(r"^(?:import|export)\b.*|; *export\b.*|\bimport\s*(?:\(|\.meta\b).*", re.MULTILINE)
# A WebSocket's messages are not compressed, and the stage's code alone would take a slow link two thirds of a second.
PACKED = """const packed = Uint8Array.from(atob("{packed}"), (letter) => letter.charCodeAt(0));
const text = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")));
const url = URL.createObjectURL(new Blob([await text.text()], {{ type: "text/javascript" }}));
const module = await import(url);
URL.revokeObjectURL(url);
export default module.default;
"""
MARKS = re.compile(r"\s*(?://|/\*|import\b|export\b)")  # of a line that would be taken for no part of a text


class Module(NamedTuple):
    """A file: its code without imports and exports, what it exports, and by name of each import from which file."""

    path: Path
    code: str
    exports: tuple[str, ...]
    imports: tuple[tuple[str, Path], ...]


def bundled(main: str, *entries: Path) -> str:
    """The text of a module whose default export is `main`, an expression with the entries' exports by their names.

    Raises ValueError for what is not understood, for what is imported but not exported, and for modules that import
    each other in a circle; FileNotFoundError for a file that is not there.
    """
    ordered: dict[Path, str] = {}  # the name of each module's scope, after those that it imports
    parts = ['"use strict";']
    for entry in entries:
        _add(entry.resolve(), ordered, parts, ())
    for entry in entries:
        parts.append(f"const {{ {', '.join(_read(entry.resolve()).exports)} }} = {ordered[entry.resolve()]};")
    return "\n".join([*parts, f"export default {main};", ""])


def packed(module: str) -> str:
    """The text of a module with the same default export as another's, in less than half the letters."""
    return PACKED.format(packed=base64.b64encode(zlib.compress(module.encode(), 9)).decode())


def _add(path: Path, ordered: dict[Path, str], parts: list[str], importers: tuple[Path, ...]) -> None:
    """Add a module's scope to the parts, after those of all that it imports, in place."""
    if path in ordered:
        return
    if path in importers:
        circle = " → ".join(map(_named, [*importers[importers.index(path) :], path]))
        raise ValueError(f"These modules import each other: {circle}. Move what both need to a third.")
    module = _read(path)
    for name, source in module.imports:
        if not source.exists():
            raise FileNotFoundError(f"{_named(path)} imports {name} from {_named(source)}, which is not there.")
        _add(source, ordered, parts, (*importers, path))
        if name not in _read(source).exports and source.suffix == ".js":
            raise ValueError(f"{_named(path)} imports {name} from {_named(source)}, which does not export it.")
    ordered[path] = scope = f"module{len(ordered)}"
    if path.suffix == ".json":
        parts.append(f"const {scope} = {module.code}; // {_named(path)}")
        return
    imports = [f"const {name} = {ordered[source]}{'' if source.suffix == '.json' else f'.{name}'};"
               for name, source in module.imports]
    parts += [f"const {scope} = (() => {{ // {_named(path)}", *imports, module.code,
              f"return {{ {', '.join(module.exports)} }};", "})();"]


@cache
def _read(path: Path) -> Module:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".json":
        return Module(path, json.dumps(json.loads(text)), (), ())
    _check_texts(path, text)
    text = COMMENT.sub("", text)  # comments are half of what would be sent
    imports = [(name.strip(), (path.parent / (source or json_source)).resolve())
               for names, source, name, json_source in IMPORT.findall(text)
               for name in ([name] if name else filter(str.strip, names.split(",")))]
    code = EXPORT.sub("", IMPORT.sub("", text)).strip()
    if other := OTHER.search(code):
        raise ValueError(f'{_named(path)} has "{other[0].strip()}". Write imports as import {{ name }} from '
                         '"./file.js"; and exports as export const, function or class.')
    return Module(path, code, tuple(EXPORT.findall(text)), tuple(imports))


def _check_texts(path: Path, text: str) -> None:
    """Raises ValueError for a text between backticks with a line that reads like a comment, an import or an export."""
    backticks = 0
    for line in text.splitlines():
        if backticks % 2 and MARKS.match(line):
            raise ValueError(f'{_named(path)} has "{line.strip()}" at the beginning of a line of a text. Write it '
                             "behind something else, or in quotes.")
        if backticks % 2 or not line.lstrip().startswith(("//", "/*", "*")):  # a comment may have single ones
            backticks += line.count("`") - line.count("\\`")


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
