"""The commands. Each lives in a module of its own; others join through the entry point `yakkan.commands`."""

from importlib.metadata import entry_points

import typer

from dsl.cli.ask import ask_command
from dsl.cli.books import check_command, fmt_command, schema_command
from dsl.cli.cases import eval_command
from dsl.cli.coverage import coverage_command
from dsl.cli.diff import diff_command
from dsl.cli.new import new_command
from dsl.cli.printed import import_command, lint_command
from dsl.cli.review import review_command
from dsl.cli.tests import test_command
from dsl.cli.timeline import timeline_command

app = typer.Typer(
    help="約款 — 契約条件のルール・アズ・コード / rules-as-code for terms and conditions",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("check")(check_command)
app.command("eval")(eval_command)
app.command("ask")(ask_command)
app.command("timeline")(timeline_command)
app.command("test")(test_command)
app.command("fmt")(fmt_command)
app.command("diff")(diff_command)
app.command("import")(import_command)
app.command("lint")(lint_command)
app.command("new")(new_command)
app.command("schema")(schema_command)
app.command("coverage")(coverage_command)
app.command("review")(review_command)

for found in sorted(entry_points(group="yakkan.commands"), key=lambda e: e.name):
    app.add_typer(found.load(), name=found.name)
