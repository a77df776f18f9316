"""How JavaScript modules become one text, and what is refused on the way."""
import base64
import re
import zlib

import pytest

from pages.ui.shared import es_modules
from pages.ui.shared.component import JS
from pages.ui.shared.es_modules import bundled, packed
from tests.js.test_javascript import node


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Writes modules, each by name and text, into a folder of their own; gives the path of the first."""
    monkeypatch.setattr(es_modules, "ROOT", tmp_path.resolve())

    def write(texts):
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / next(iter(texts))

    return write


def run(code: str) -> str:
    """What the default export of a module's text prints."""
    found = node("--input-type=module", "--eval", code.replace("export default", "const start =") + "\nstart();")
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


def test_a_module_sees_what_it_imports_and_each_one_is_there_once(folder):
    entry = folder({
        "main.js": 'import { one } from "./one.js";\nimport { two } from "./two.js";\n'
                   "export const paint = () => console.log(one(), two());\n",
        "one.js": 'import { next } from "./count.js";\nexport function one() { return next(); }\n',
        "two.js": 'import {\n  next,\n} from "./count.js";\nexport const two = () => next();\n',
        "count.js": "let count = 0;\nexport function next() { return ++count; }\n"})
    assert run(bundled("() => paint()", entry)) == "1 2"


def test_json_is_imported_as_a_value(folder):
    entry = folder({"main.js": 'import facts from "./facts.json" with { type: "json" };\n'
                               "export const paint = () => console.log(facts.a);\n", "facts.json": '{"a": [1, 2]}'})
    assert run(bundled("() => paint()", entry)) == "[ 1, 2 ]"


def test_what_a_module_does_not_import_it_does_not_see(folder):
    entry = folder({"main.js": 'import { one } from "./one.js";\n'
                               "export const paint = () => console.log(one, typeof hidden, typeof two);\n",
                    "one.js": 'import { two } from "./two.js";\nconst hidden = 1;\nexport const one = hidden + two;\n',
                    "two.js": "export const two = 2;\n"})
    assert run(bundled("() => paint()", entry)) == "3 undefined undefined"


def test_classes_are_extended_across_modules_and_modules_are_strict(folder):
    entry = folder({"main.js": 'import { Base } from "./base.js";\nclass Main extends Base {}\n'
                               "function strict() { return this; }\n"
                               "export const paint = () => console.log(new Main().name, strict());\n",
                    "base.js": 'export class Base {\n  name = "base";\n}\n'})
    assert run(bundled("() => paint()", entry)) == "base undefined"


@pytest.mark.parametrize("line", [
    'import * as all from "./one.js";', 'import one from "./one.js";', 'import { one as two } from "./one.js";',
    'import "./one.js";', 'import { one } from "one";', "import { one } from './one.js';",
    'const one = await import("./one.js");', "const here = import.meta.url;", 'export * from "./one.js";',
    "export default 1;", "export { one };", "export let one = 1;", "export const { one } = {};"])
def test_any_other_import_or_export_is_an_error_that_says_what_to_write(folder, line):
    entry = folder({"main.js": f"{line}\nexport const paint = 1;\n", "one.js": "export const one = 1;\n"})
    with pytest.raises(ValueError, match=r'main.js has ".*Write imports as import \{ name \} from "./file.js";'):
        bundled("paint", entry)


def test_an_import_of_what_is_not_exported_is_an_error(folder):
    entry = folder({"main.js": 'import { two } from "./one.js";\n',
                    "one.js": "export const one = 1;\nconst two = 2;\n"})
    with pytest.raises(ValueError, match=r"main.js imports two from one.js, which does not export it."):
        bundled("paint", entry)


def test_an_import_of_a_file_that_is_not_there_is_an_error(folder):
    with pytest.raises(FileNotFoundError, match=r"none.js"):
        bundled("paint", folder({"main.js": 'import { one } from "./none.js";\n'}))


def test_modules_that_import_each_other_are_an_error(folder):
    entry = folder({"main.js": 'import { one } from "./one.js";\n',
                    "two.js": 'import { one } from "./one.js";\nexport const two = 2;\n',
                    "one.js": 'import { two } from "./two.js";\nexport const one = 1;\n'})
    with pytest.raises(ValueError, match=r"import each other: one.js → two.js → one.js. Move what both need"):
        bundled("paint", entry)


def test_lines_of_comments_alone_are_not_sent_and_code_beside_a_comment_is(folder):
    entry = folder({"main.js": "/**\n * Says it.\n * @returns {number}\n */\nexport const one = () => 1; // one\n"
                               "// and more\nexport const two = /** @type {number} */ (2);\n"
                               "/** @type {number[]} */ /* no */ const three = [3];\n"
                               "/** once */\n"
                               "export const paint = () => console.log(one(), two, three[0], \"// text\");\n"})
    code = bundled("() => paint()", entry)
    assert "Says it" not in code
    assert "and more" not in code
    assert "once" not in code
    assert run(code) == "1 2 3 // text"


def test_a_text_is_none_of_streamlits_paths():
    """It would take a string without a new line for one, if it holds a star or a slash."""
    assert "\n" in bundled("paint")


@pytest.mark.parametrize("line", ["// x", "/* x */", 'import { one } from "./one.js";', "export const q = 1;"])
def test_a_text_with_a_line_that_reads_like_code_is_an_error_instead_of_losing_it(folder, line):
    entry = folder({"main.js": f"export const paint = () => `a\n{line}\nb`;\n", "one.js": "export const one = 1;\n"})
    with pytest.raises(ValueError, match=r"main.js has .* at the beginning of a line of a text"):
        bundled("paint", entry)


def test_what_stands_in_a_comment_is_neither_imported_nor_exported(folder):
    entry = folder({"main.js": '/*\nimport { x } from "./none.js";\nexport const q = 1;\n*/\n'
                               'export const paint = () => console.log("here");\n'})
    assert run(bundled("() => paint()", entry)) == "here"


def test_a_second_export_in_a_line_is_an_error(folder):
    entry = folder({"main.js": "export const paint = 1; export const two = 2;\n"})
    with pytest.raises(ValueError, match="Write imports as"):
        bundled("paint", entry)


def test_an_import_of_a_file_that_is_not_there_says_who_asks_for_it(folder):
    entry = folder({"main.js": 'import { one } from "./none.js";\nexport const paint = 1;\n'})
    with pytest.raises(FileNotFoundError, match=r"main.js imports one from none.js, which is not there"):
        bundled("paint", entry)


def test_a_packed_module_has_all_of_the_other_in_less_than_half_its_letters():
    module = bundled("() => 'Größe'", JS.parent / "stage" / "stage.js")
    (letters,) = re.findall(r'atob\("([^"]+)"\)', packed(module))
    assert zlib.decompress(base64.b64decode(letters)).decode() == module
    assert len(packed(module)) < len(module) / 2
