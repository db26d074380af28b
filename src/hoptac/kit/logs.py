"""The log: one JSON line an event on standard error, words for a person at a terminal; no names, no values of rows."""

import logging
import logging.config
import re
import sys
from typing import Any

import msgspec
import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
# What PostgreSQL adds to an error quotes the row: "DETAIL:  Key (phone)=(0912…) already exists."
_DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)


class LogLevelUnknown(Refusal):
    """HOPTAC_LOG_LEVEL names no level."""

    def __init__(self, level: str) -> None:
        message = _(
            "HOPTAC_LOG_LEVEL: không có mức “%(level)s”. Các mức: %(levels)s.", level=level, levels=", ".join(LEVELS)
        )
        super().__init__(message)


def without_rows(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take the database's quotations of rows out of a written exception."""
    if isinstance(trace := event.get("exception"), str):
        event["exception"] = _DETAIL.sub(r"\1: …", trace)
    return event


def _serialized(event: EventDict, **_options: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=str)


def _serialized_text(event: EventDict, **_options: Any) -> str:
    return _serialized(event).decode()


def level_of(level: str, *, is_terminal: bool | None = None) -> str:
    """The level by name. An empty one is `warning` at a terminal, where nobody reads a line for each page, and `info`
    elsewhere. Raises LogLevelUnknown."""
    name = level or ("warning" if _is_terminal(is_terminal) else "info")
    if name not in LEVELS:
        raise LogLevelUnknown(name)
    return name


def _is_terminal(said: bool | None) -> bool:
    return sys.stderr.isatty() if said is None else said


def configure_logs(level: str = "", *, is_terminal: bool | None = None) -> None:
    """Set up structlog, and the standard library's logging to be written the same way; once in each process."""
    is_terminal = _is_terminal(is_terminal)
    name = level_of(level, is_terminal=is_terminal)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_rows,
    ]
    if is_terminal:
        structlog.configure(
            processors=[*shared, structlog.dev.ConsoleRenderer()],
            wrapper_class=structlog.make_filtering_bound_logger(LEVELS[name]),
            logger_factory=structlog.WriteLoggerFactory(sys.stderr),
            cache_logger_on_first_use=True,
        )
    else:
        structlog.configure(
            processors=[*shared, structlog.processors.JSONRenderer(serializer=_serialized)],
            wrapper_class=structlog.make_filtering_bound_logger(LEVELS[name]),
            logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
            cache_logger_on_first_use=True,
        )
    logging.config.dictConfig(standard_logging(name, is_terminal=is_terminal))


def standard_logging(level: str = "", *, is_terminal: bool | None = None) -> dict[str, Any]:
    """The configuration of the standard library's logging, for libraries that log through it and for the web server."""
    is_terminal = _is_terminal(is_terminal)
    name = level_of(level, is_terminal=is_terminal)
    renderer = (
        structlog.dev.ConsoleRenderer()
        if is_terminal
        else structlog.processors.JSONRenderer(serializer=_serialized_text)
    )
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": chain,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_rows,
            renderer,
        ],
    }
    handler = {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "hoptac"}
    own = {"handlers": ["stderr"], "level": LEVELS[name], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"hoptac": formatter},
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": LEVELS[name]},
        "loggers": {"_granian": own, "granian.access": own},
    }
