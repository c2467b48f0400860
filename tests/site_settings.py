"""Settings of the site under test: the real ones, with a fast hasher, plain static files and jobs that wait."""

import os
import tempfile

os.environ.setdefault("HUIYIN_HOME", tempfile.mkdtemp(prefix="huiyin-test-"))
os.environ.setdefault("HUIYIN_DEMO", "1")
os.environ.setdefault("HUIYIN_HOSTS", "testserver,localhost,127.0.0.1")

from huiyin.site.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"]["OPTIONS"]["location"] = tempfile.mkdtemp(prefix="huiyin-files-")  # each process its own
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
