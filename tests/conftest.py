"""What all tests share: deterministic hypothesis, the books, the command line, and CI's promise to leave nothing out."""

import fcntl
import os
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from dsl.model.plan import Plan
from dsl.pipeline import load_plan

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"
OFFICIAL = ROOT.parent / "shared" / "source" / "cloud-resale-terms-2024-01-01.txt"

settings.register_profile("yakkan", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("yakkan")


@cache
def plan_of(folder: Path) -> Plan:
    """The plan of a book that no test changes."""
    return load_plan(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once for all workers; no test changes it."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    from generator.build import build
    from generator.sources import sources_of

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    public = shared / "site" / "public"
    public.parent.mkdir(exist_ok=True)
    with (public.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not public.exists():
            before = Path.cwd()
            os.chdir(ROOT)
            try:
                sources = sources_of(plan_of(RULES), Path("rules"), "https://yakkan.example/terms/")
                build(sources, public.parent / "work", public)
            finally:
                os.chdir(before)
    return public


@dataclass(frozen=True)
class Output:
    code: int
    out: str
    err: str


@pytest.fixture
def yakkan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Output]:
    """Run the command line in this process, from the checkout's root."""
    from dsl.cli import main
    from dsl.cli.output import _chosen

    monkeypatch.chdir(ROOT)

    def run(*arguments: str) -> Output:
        _chosen.clear()
        monkeypatch.setattr(sys, "argv", ["yakkan", *arguments])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        captured = capsys.readouterr()
        return Output(code, captured.out, captured.err)

    return run


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """What is marked no_cover is not traced. In the workers of xdist pytest-cov's own pause only brings back the
    collector beneath; so this stands inside it."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be left out but tests of the official text."""
    if os.environ.get("YAKKAN_CI") != "1" or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [
        r for r in (reporter.stats.get("skipped", []) if reporter else []) if "official text" not in str(r.longrepr)
    ]
    if skipped and exitstatus == 0:
        session.exitstatus = 1
        print("\nYAKKAN_CI=1, but tests were left out: " + ", ".join(r.nodeid for r in skipped))
