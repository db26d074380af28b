"""From the words of a command to its deed: loads the module of the verb, prints one result, ends with the right status."""

import argparse
import contextlib
import importlib
import os
import signal
import sys
import warnings
from types import FrameType
from typing import Any, Never, Protocol

import msgspec

from hoptac.cli.words import parser
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import _
from hoptac.settings import Settings

REFUSED = 1
INTERRUPTED = 128 + signal.SIGINT
NOBODY_READS = 128 + signal.SIGPIPE


class Deed(Protocol):
    """What the module of a verb offers."""

    def execute(self, args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
        """Do it; returns what `--json` prints. Raises Refusal, Refusals."""
        ...

    def describe(self, result: dict[str, Any]) -> str:
        """The result for a person, empty where there is nothing to say."""
        ...


class UnreadableWord(Refusal):
    """A word of the command in letters that the terminal's encoding does not have."""

    def __init__(self) -> None:
        super().__init__(_("Có chữ không đọc được trong câu lệnh. Hãy gõ lại bằng bảng mã UTF-8."))


def _refuse_unreadable(args: argparse.Namespace) -> None:
    for value in vars(args).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and any("\ud800" <= letter <= "\udfff" for letter in word):
                raise UnreadableWord


def _settings(args: argparse.Namespace) -> Settings:
    names = ("data_dir", "port", "host", "workers")
    overrides = {name: str(value) for name in names if (value := getattr(args, name, None)) is not None}
    # Worker processes read the environment anew, so what the command line says is written there.
    os.environ.update({f"HOPTAC_{name.upper()}": value for name, value in overrides.items()})
    return Settings.from_environment()


def _do(args: argparse.Namespace) -> tuple[Deed, dict[str, Any]]:
    _refuse_unreadable(args)
    settings = _settings(args)
    deed: Deed = importlib.import_module(args.module)  # type: ignore[assignment]
    if not args.json:
        return deed, deed.execute(args, settings)
    # What is told on the way is for a person; standard output belongs to the one object.
    with contextlib.redirect_stdout(sys.stderr):
        return deed, deed.execute(args, settings)


def _terminate(number: int, _frame: FrameType | None) -> Never:
    raise SystemExit(128 + number)


def _end(status: int, sentence: str = "") -> Never:
    if sentence:
        sys.stderr.write(f"{sentence}\n")
    sys.exit(status)


def main() -> None:
    """Entry point: ends with 0 and the result, with 1 and a sentence on standard error when refused, 2 for wrong words."""
    args = parser().parse_args()
    # A signal may come between the making of a coroutine and its running; that is no news to who sent it.
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    signal.signal(signal.SIGTERM, _terminate)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under `nohup`
        signal.signal(signal.SIGHUP, _terminate)
    try:
        deed, result = _do(args)
        text = msgspec.json.encode(result).decode() if args.json else deed.describe(result)
        if text:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
    except (Refusal, Refusals) as refused:
        _end(REFUSED, str(refused))
    except KeyboardInterrupt:
        _end(INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads on, as in `hoptac … | head`; what is still in the buffer must not fail once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _end(NOBODY_READS)
    if result.get("problems"):
        _end(REFUSED, " ".join(result["problems"]))
    if result.get("is_clean") is False:
        _end(REFUSED, str(_("Sổ sách có chỗ không khớp: xem các mục ở trên.")))
