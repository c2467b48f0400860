"""The settings of gunicorn, by which `huiyin serve` starts it: one process with threads, connections kept.

One process holds one copy of the reader and one local cache; threads wait for the database, not for one another's
Python. Measured choices: docs/decisions/0010.
"""

import os
from pathlib import Path

bind = os.environ.get("HUIYIN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("HUIYIN_PROCESSES", "1"))
threads = int(os.environ.get("HUIYIN_THREADS", "8"))
worker_class = "gthread"
wsgi_app = "huiyin.site.wsgi:application"
timeout = 60
graceful_timeout = 10
accesslog = None
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 8190
MEMORY = Path("/dev/shm")  # noqa: S108  gunicorn's heartbeat file waits for no disk there
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
