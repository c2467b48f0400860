"""The WSGI application that a server runs; Huiyin stays off ASGI (docs/decisions/0010)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")
application = get_wsgi_application()
