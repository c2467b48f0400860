"""Settings of the site under test: the real ones, with a fast hasher, plain static files and jobs that wait."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="huiyin-test-")  # of each process its own, though those of one run inherit a name of one
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["HUIYIN_HOME"] = HOME
os.environ["HUIYIN_DEMO"] = "1"
os.environ["HUIYIN_HOSTS"] = "testserver,localhost,127.0.0.1"

from huiyin.site.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
