"""How many changes of the evaluator and its base the tests notice: mutmut over dsl/evaluate and dsl/base.

Works on a copy in a temporary folder; prints the share of mutants that were killed and, per file, those that survived.
Usage: python bench/mutation.py [PATH …]   (default: dsl/evaluate dsl/base; takes a while)
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ["tests/test_cases.py", "tests/test_scenarios.py", "tests/test_rental.py", "tests/test_wording.py"]
PARTS = ("dsl", "tests", "rules", "generator", "site", "README.md", "CONTRIBUTING.md")


def main(paths: list[str]) -> int:
    if util.find_spec("mutmut") is None:
        print("mutmut is missing: pip install mutmut")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / part)
        (folder / "pyproject.toml").write_text(_settings(paths), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "mutmut", "run"], cwd=folder, check=False, stdout=subprocess.DEVNULL
        )
        told = subprocess.run(
            [sys.executable, "-m", "mutmut", "results", "--all", "true"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
        )
        return _summary(told.stdout) or run.returncode


def _settings(paths: list[str]) -> str:
    quoted = ", ".join(f'"{p}"' for p in paths)
    tests = ", ".join(f'"{t}"' for t in TESTS)
    copied = ", ".join(f'"{p}"' for p in PARTS)
    return (
        f"[tool.mutmut]\nsource_paths = [{quoted}]\nalso_copy = [{copied}]\n"
        f"pytest_add_cli_args_test_selection = [{tests}]\n"
        '[tool.pytest.ini_options]\naddopts = ["--import-mode=importlib", "-q", "-x"]\npythonpath = ["."]\n'
    )


def _summary(text: str) -> int:
    found = re.findall(r"^\s*(\S+): (\w[\w ]*)$", text, re.MULTILINE)
    counts = Counter(state for _, state in found)
    killed, survived = counts["killed"] + counts["timeout"], counts["survived"]
    files = Counter(name.split(".x_")[0].split(".xǁ")[0] for name, state in found if state == "survived")
    for name, number in sorted(files.items()):
        print(f"  {number:4} survived in {name}")
    print(f"{dict(counts)}")
    print(f"noticed: {killed} of {killed + survived} ({100 * killed // max(1, killed + survived)}%)")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["dsl/evaluate", "dsl/base"]))
