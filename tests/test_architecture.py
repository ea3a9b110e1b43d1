"""The layout is the architecture: who may import whom, and how long a file may be."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from assistant.faces.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
FILES = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "ingest").glob("*.py"), ROOT / "app.py", ROOT / "server.py"]
LONGEST = 300
PAGES = "assistant.faces.pages."
"""Run as a whole by the tests that open `app.py` as a reader does."""
UNTESTED = {
    "assistant.faces.cli.command",
    "assistant.faces.export.comparison",
    "assistant.question.acts",
    "assistant.question.rules.condition",
    "assistant.question.rules.rule",
    "ingest.alignment",
    "ingest.columns",
    "ingest.flow",
    "ingest.grid",
    "ingest.layout",
    "ingest.page",
    "ingest.printed",
    "ingest.table",
    "ingest.verify",
    "ingest.repair",
}
"""Modules that only tests of something larger reach so far; no other may join them."""
STDLIB_ONLY = {"standard/model", "standard/code", "errors", "index/chunk"}


@cache
def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def _imports(file: Path, top_only: bool = False) -> frozenset[str]:
    """Absolute names of the modules a file imports; with `top_only` not those inside functions or for typing."""
    tree = _parsed(file)
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    nodes = tree.body if top_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join((*base, *([node.module] if node.module else [])))
            found |= {name} if node.module else set()
            inner = (f"{name}.{a.name}" for a in node.names)
            found |= {i for i in inner if not node.module or (ROOT / f"{i.replace('.', '/')}.py").is_file()}
    return frozenset(found)


def _importers(module: str) -> set[str]:
    return {
        str(f.relative_to(ROOT)) for f in FILES if any(i == module or i.startswith(module + ".") for i in _imports(f))
    }


def test_the_walk_finds_the_program() -> None:
    """The tests below look at something."""
    assert len(FILES) > 60


def test_no_file_is_long() -> None:
    """One concept a file, within 300 lines."""
    long = {
        str(f.relative_to(ROOT)): n for f in FILES if (n := len(f.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_the_read_side_never_imports_the_write_side() -> None:
    """`assistant` knows neither `ingest` nor `app`."""
    assert {i for i in _importers("ingest") if i.startswith("assistant")} == set()
    assert _importers("app") == set()


def test_the_domain_rests_on_the_standard_library() -> None:
    """Domain types, codes, errors and chunks import nothing else."""
    for name in STDLIB_ONLY:
        foreign = {i for i in _imports(ROOT / "assistant" / f"{name}.py") if not i.startswith("assistant.")}
        assert foreign <= {
            "__future__",
            "re",
            "unicodedata",
            "dataclasses",
            "enum",
            "functools",
            "collections.abc",
            "pathlib",
            "tomllib",
            "typing",
        }, name


def test_the_layers_hold() -> None:
    """No module imports one of a higher layer, as `[tool.importlinter]` of pyproject.toml orders them."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_heavy_library_has_one_door() -> None:
    """Chroma is imported in one file, its LangChain class where it is written; Streamlit by the door and the pages."""
    assert _importers("chromadb") == {"assistant/index/chroma.py"}
    assert _importers("langchain_chroma") == {"assistant/index/chroma_store.py"}
    assert all(f in ("app.py", "server.py") or f.startswith("assistant/faces/pages/") for f in _importers("streamlit"))


def test_the_chat_model_has_one_door() -> None:
    """A chat model is opened in one file, when it is asked, and no client is imported anywhere."""
    assert _importers("langchain.chat_models") == {"assistant/answer/worded/provider.py"}
    top = _imports(ROOT / "assistant" / "answer" / "worded" / "provider.py", top_only=True)
    assert not any(i.startswith(("langchain", "langsmith")) for i in top)
    assert _importers("langchain_openai") == _importers("openai") == set()


def test_torch_is_never_imported_at_the_top() -> None:
    """sentence-transformers and tokenizers are imported where a model is loaded, torch nowhere."""
    assert _importers("torch") == set()
    assert _importers("sentence_transformers") == _importers("tokenizers") == {"assistant/index/embedding.py"}
    top = _imports(ROOT / "assistant" / "index" / "embedding.py", top_only=True)
    assert not any(i.startswith(("sentence_transformers", "tokenizers")) for i in top)


def test_nothing_renders_raw_html_unsafely_or_trusts_remote_code() -> None:
    """No HTML as it comes, no code of a model's makers, no pickle of foreign data, no shell."""
    never = ("unsafe_allow_html", "trust_remote_code", "allow_pickle=True", "torch.load", "shell=True")
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert not [word for word in never if word in text], file
    assert _importers("pickle") == _importers("dill") == _importers("joblib") == _importers("marshal") == set()


def test_a_chat_model_is_given_no_tools() -> None:
    """It is asked for words: nothing binds it to a tool, runs what it writes, or lets it choose what is done."""
    worded = [f for f in FILES if "worded" in f.parts]
    assert len(worded) > 20
    for file in worded:
        tree = ast.walk(_parsed(file))
        called = {getattr(n.func, "attr", getattr(n.func, "id", "")) for n in tree if isinstance(n, ast.Call)}
        assert not called & {"bind_tools", "create_agent", "eval", "exec", "system", "Popen"}, file


def _patterns(file: Path) -> list[str]:
    """Every text in a call of the `re` module."""
    calls = [n for n in ast.walk(_parsed(file)) if isinstance(n, ast.Call)]
    of_re = [
        c
        for c in calls
        if isinstance(c.func, ast.Attribute) and isinstance(c.func.value, ast.Name) and c.func.value.id == "re"
    ]
    parts = (n.value for c in of_re for a in c.args for n in ast.walk(a) if isinstance(n, ast.Constant))
    return [p for p in parts if isinstance(p, str)]


def test_words_of_a_language_stand_in_language_data() -> None:
    """No expression over Chinese words is written in code; only codes and numerals are a grammar of their own."""
    files = [f for room in ("question", "answer") for f in (ROOT / "assistant" / room).glob("*.py")]
    found = {
        f.name: [p for p in _patterns(f) if any("\u3400" <= c <= "\u9fff" for c in p)]
        for f in files
        if f.name != "codes.py"
    }
    assert {name: patterns for name, patterns in found.items() if patterns} == {}


def test_codes_are_written_in_one_place() -> None:
    """No file but the grammar of codes spells the letters of codes out; `worded` reads a model's replies by its own."""
    for file in FILES:
        if "worded" not in file.parts and file.name != "code.py":
            assert not [p for p in _patterns(file) if "topksa" in p.lower()], file.name


def _modules() -> dict[str, set[str]]:
    """Each module of the program with those that use it."""
    names = {".".join(f.relative_to(ROOT).with_suffix("").parts): f for f in FILES if f.name != "__init__.py"}
    used: dict[str, set[str]] = {name: set() for name in names}
    for name, file in names.items():
        for imported in _imports(file) & used.keys():
            used[imported].add(name)
    for command in COMMANDS.values():  # imported by name when they are asked for
        used[f"assistant.faces.cli.{command.partition(':')[0]}"].add("assistant.faces.cli.main")
    return used


def test_every_module_has_a_test() -> None:
    """A test imports it, or it is the part of one module alone that a test imports, or of such a part."""
    tests = [*(ROOT / "tests").rglob("*.py")]
    reached, used = set().union(*map(_imports, tests)), _modules()

    def tested(module: str, above: tuple[str, ...] = ()) -> bool:
        users = used[module]
        if module in reached or module.startswith(PAGES) or module.endswith("__main__"):
            return True
        return len(users) == 1 and module not in above and all(tested(user, (*above, module)) for user in users)

    found = {module for module in used if module not in ("app", "server") and not tested(module)}
    assert found <= UNTESTED, sorted(found - UNTESTED)


def test_public_names_are_what_is_exported() -> None:
    """The package's public names are sorted and few."""
    import assistant

    assert list(assistant.__all__) == sorted(assistant.__all__)
    assert len(assistant.__all__) <= 10
