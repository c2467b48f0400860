"""Django's settings. What an operator may change comes from `huiyin.site.environment`; the rest is fixed here."""

from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from huiyin.site.environment import read_environment
from huiyin.site.mail import mail_settings

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).parent.parent
VERSION = version("huiyin")

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "huiyin.people",
    "huiyin.ledger",
    "huiyin.congress",
    "huiyin.web",
    "huiyin.api",
    "huiyin.site",
]

MIDDLEWARE = [
    "huiyin.web.request_id.RequestIdMiddleware",
    "huiyin.web.public.serving.PublicAnswers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "huiyin.web.middleware.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huiyin.web.middleware.ViewerMiddleware",
    "huiyin.web.errors.ErrorPages",
    "huiyin.web.drafts.TakenMiddleware",
    "huiyin.web.sent_once.SentOnceMiddleware",
    "huiyin.api.middleware.ApiMiddleware",
]

FORM_RENDERER = "huiyin.web.forms.Renderer"
ROOT_URLCONF = "huiyin.site.urls"
WSGI_APPLICATION = "huiyin.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huiyin.web.context.shell",
            ]
        },
    }
]

# Connections are kept: reopening costs SQLite 2 times and PostgreSQL 3 to 7 times the requests (docs/decisions/0010).
DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=None)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # To compile a query takes longer than to run any of a page's.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "huiyin",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # a flood of names must not push the throttle of log-in out
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "huiyin.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "huiyin.people.passwords.PlaceWords"},
    {"NAME": "huiyin.people.passwords.Breached"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"

# allauth alone does log-in, throttling, second factor, sessions and OpenID Connect (docs/decisions/0013).
ACCOUNT_ADAPTER = "huiyin.web.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "huiyin.web.accounts.adapter.SocialAccountAdapter"
MFA_ADAPTER = "huiyin.web.accounts.adapter.MFAAdapter"
ACCOUNT_FORMS = {
    "login": "huiyin.web.accounts.forms.LoginForm",
    "reauthenticate": "huiyin.web.accounts.forms.ReauthenticateForm",
    "change_password": "huiyin.web.accounts.forms.ChangePasswordForm",
}
MFA_FORMS = {
    "authenticate": "huiyin.web.accounts.forms.AuthenticateForm",
    "reauthenticate": "huiyin.web.accounts.forms.MFAReauthenticateForm",
    "activate_totp": "huiyin.web.accounts.forms.ActivateTOTPForm",
}
# Per account 5 failures in 5 minutes; per address enough for an office behind one router at nine in the morning.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "30/m/ip,5/5m/key"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Huiyin"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False
USERSESSIONS_TRACK_ACTIVITY = True
if ENVIRONMENT.oidc_issuer:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": ENVIRONMENT.oidc_name,
                    "client_id": ENVIRONMENT.oidc_client_id,
                    "secret": ENVIRONMENT.oidc_client_secret,
                    "settings": {"server_url": ENVIRONMENT.oidc_issuer},
                }
            ],
        }
    }

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STORAGES = {
    "default": {
        "BACKEND": "huiyin.site.storage.Storage",
        "OPTIONS": {"location": ENVIRONMENT.home / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "huiyin.web.uploads.SpoolingHandler",
]
UPLOAD_LIMIT_BYTES = ENVIRONMENT.upload_limit_mb * 1024 * 1024

PUBLIC_PAGES = ENVIRONMENT.public
WEBHOOKS_PRIVATE = ENVIRONMENT.webhooks_private
API_REQUESTS_A_MINUTE = 600  # of one token; counted in the cache of the one process (docs/api.en.md)

PUSH_SERVER_KEY = ""  # what browsers are given when notices are turned on for a device; "" where web push is off
if ENVIRONMENT.push_contact:
    from huiyin.site.web_push_key import server_key

    PUSH_SERVER_KEY = server_key(ENVIRONMENT.push_key).public
PUSH_HOSTS = ENVIRONMENT.push_hosts
PUSH_COOKIE_NAME = "__Host-device" if ENVIRONMENT.behind_tls else "device"  # by which a browser is known again

SESSION_COOKIE_AGE = 12 * 3600
IDLE_SECONDS = ENVIRONMENT.idle_minutes * 60  # huiyin.web.middleware.SeenMiddleware
if ENVIRONMENT.behind_tls:  # no other host and no plain connection can set a cookie of such a name
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # forms carry the value, the script does not read the cookie
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.behind_tls
CSRF_COOKIE_SECURE = ENVIRONMENT.behind_tls
CSRF_FAILURE_VIEW = "huiyin.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = ENVIRONMENT.behind_tls
SECURE_REDIRECT_EXEMPT = [r"^api/v1/(?!docs/)"]  # programs are refused instead (huiyin.api.middleware)
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.behind_tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
issuer = urlsplit(ENVIRONMENT.oidc_issuer)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        # The button of single sign-on is a form whose answer leads to the identity provider.
        "form-action": [SELF, *([f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else [])],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "object-src": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Mail: one address gives all (huiyin.site.mail).
globals().update(mail_settings(ENVIRONMENT.email_url))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "huiyin.web.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {
            "()": "huiyin.site.log.Line",
            "format": "{asctime} {levelname} {name} {request_id} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"huiyin": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
