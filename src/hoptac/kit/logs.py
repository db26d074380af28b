"""Where the log goes and what it may hold: lines on standard error, never the values that were being worked with."""

import logging
import sys

import structlog


def configure_logs() -> None:
    """One line an event, tracebacks as Python writes them. structlog's own choice would print every local variable of
    every frame: passwords, identity numbers, whole lists of members."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
