"""Settings that come from the environment, read in one place; `docs/operations.md` has them as one table.

Nothing here needs Django. A value that cannot be used raises `HuiyinError` naming the variable and the remedy.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from huiyin.errors import HuiyinError

PUSH_KEY = "push.key"  # the name of the file in the home
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class Environment(msgspec.Struct, frozen=True):
    """What the operator decides. `home` is the folder of everything that is kept: database, files, secrets."""

    home: Path
    database_url: str
    hosts: tuple[str, ...]
    demo: bool
    public: bool  # whether what was released is shown to everybody; off unless somebody decides so
    debug: bool
    behind_tls: bool
    trusted_proxies: int
    secret_key: str
    email_url: str
    language: str
    upload_limit_mb: int
    policies: Path | None
    lexicon: Path | None  # words of the place's own, by which the site reads beside the shipped ones
    seal_folder: Path | None
    vault_key: Path  # the file of the vault's master key; never in the database, never in its backup
    webhooks_private: bool  # whether programs in closed networks (内网) may be told of events
    oidc_issuer: str  # single sign-on (统一认证): all of it empty where a place has none
    oidc_client_id: str
    oidc_client_secret: str
    oidc_claim: str  # the claim that holds our user name
    oidc_name: str  # what the button says
    clamd: str = ""  # a scanner for viruses: host:port, or the path of a socket
    breached_passwords: Path | None = None  # a list of them (huiyin.people.breached)
    one_time_days: int = 7  # for how long a one-time password holds
    idle_minutes: int = 120  # after which a session in which nobody did anything ends; 0: it does not
    wecom_robot: str = ""  # address of a 企业微信 group robot; whom it calls stands in the file beside it
    wecom_people: Path | None = None
    sms_url: str = ""  # a gateway of short messages, its key, and whom it reaches
    sms_key: str = ""
    sms_people: Path | None = None
    second_factor: tuple[str, ...] = ()  # codes of roles that must have one besides administrators, or `all`
    push_contact: str = ""  # whom push services may write to; naming somebody turns web push (浏览器推送) on
    push_key: str = ""  # the site's private key towards them
    push_hosts: tuple[str, ...] = ()  # push services besides the known ones


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return the settings; makes the home folder and, on the first run, a secret that is kept there (mode 600)."""
    home = _home(variables)
    demo = _switch(variables, "HUIYIN_DEMO")
    hosts = _list(variables, "HUIYIN_HOSTS")
    return Environment(
        home=home,
        database_url=_database(variables) or f"sqlite:///{home / 'huiyin.sqlite3'}",
        hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
        demo=demo,
        public=_switch(variables, "HUIYIN_PUBLIC") if variables.get("HUIYIN_PUBLIC", "").strip() else demo,
        debug=_switch(variables, "HUIYIN_DEBUG_PAGES"),
        behind_tls=_switch(variables, "HUIYIN_TLS"),
        trusted_proxies=_number(variables, "HUIYIN_PROXIES", 0),
        secret_key=variables.get("HUIYIN_SECRET_KEY") or kept_secret(home, "secret.key"),
        email_url=variables.get("HUIYIN_EMAIL_URL", ""),
        language=variables.get("HUIYIN_SITE_LANGUAGE", "zh-hans"),
        upload_limit_mb=_number(variables, "HUIYIN_UPLOAD_LIMIT_MB", 50),
        policies=_folder(variables, "HUIYIN_POLICIES"),
        lexicon=lexicon_folder(variables),
        seal_folder=_folder(variables, "HUIYIN_SEALS"),
        vault_key=_folder(variables, "HUIYIN_VAULT_KEY_FILE") or home / "vault.key",
        webhooks_private=_switch(variables, "HUIYIN_WEBHOOKS_PRIVATE"),
        oidc_issuer=_issuer(variables),
        oidc_client_id=variables.get("HUIYIN_OIDC_CLIENT_ID", "").strip(),
        oidc_client_secret=variables.get("HUIYIN_OIDC_CLIENT_SECRET", "").strip(),
        oidc_claim=variables.get("HUIYIN_OIDC_CLAIM", "").strip() or "preferred_username",
        oidc_name=variables.get("HUIYIN_OIDC_NAME", "").strip() or "统一身份认证",
        clamd=_clamd(variables),
        breached_passwords=breached_list(variables),
        one_time_days=_number(variables, "HUIYIN_ONE_TIME_DAYS", 7, least=1),
        idle_minutes=_number(variables, "HUIYIN_IDLE_MINUTES", 120),
        wecom_robot=_gateway(variables, "HUIYIN_WECOM_ROBOT", "HUIYIN_WECOM_PEOPLE"),
        wecom_people=_folder(variables, "HUIYIN_WECOM_PEOPLE"),
        sms_url=_gateway(variables, "HUIYIN_SMS_URL", "HUIYIN_SMS_PEOPLE"),
        sms_key=variables.get("HUIYIN_SMS_KEY", "").strip(),
        sms_people=_folder(variables, "HUIYIN_SMS_PEOPLE"),
        second_factor=_list(variables, "HUIYIN_SECOND_FACTOR"),
        push_contact=push_contact(variables),
        push_key=kept_secret(home, PUSH_KEY, make=_new_push_key) if push_contact(variables) else "",
        push_hosts=_push_hosts(variables),
    )


def _home(variables: Mapping[str, str]) -> Path:
    return Path(variables.get("HUIYIN_HOME") or Path.home() / ".huiyin").expanduser().resolve()


def _database(variables: Mapping[str, str]) -> str:
    """Return the address of the database; one of another kind is refused without being shown, for its password."""
    url = variables.get("HUIYIN_DATABASE_URL", "").strip()
    if url and not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise HuiyinError("setting.database", name="HUIYIN_DATABASE_URL")
    return url


def _gateway(variables: Mapping[str, str], name: str, people: str) -> str:
    """Return the address of a channel; it needs the file of whom it reaches."""
    address = variables.get(name, "").strip()
    if address and not address.startswith(("https://", "http://")):
        raise HuiyinError("setting.https", name=name, value=address)
    if address and not variables.get(people, "").strip():
        raise HuiyinError("setting.together", name=name, others=people)
    return address


def push_contact(variables: Mapping[str, str] = os.environ) -> str:
    """Return whom push services may write to, "" where web push is off; read apart, because doctor makes no home.

    Raises:
        HuiyinError: `setting.contact`.
    """
    contact = variables.get("HUIYIN_PUSH_CONTACT", "").strip()
    if contact and not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*", contact):
        raise HuiyinError("setting.contact", name="HUIYIN_PUSH_CONTACT", value=contact)
    return contact


def push_key_file(variables: Mapping[str, str] = os.environ) -> Path:
    """Return where the key towards push services is kept."""
    return _home(variables) / PUSH_KEY


def _push_hosts(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return the further push services: `host`, `host:port`, or `*.host` with two names at least."""
    hosts = tuple(each.lower() for each in _list(variables, "HUIYIN_PUSH_HOSTS"))
    for host in hosts:
        if not re.fullmatch(r"(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", host):
            raise HuiyinError("setting.push_host", name="HUIYIN_PUSH_HOSTS", value=host)
    return hosts


def _new_push_key() -> str:
    from huiyin.site.web_push_key import new_key  # late: only where web push is on

    return new_key()


def lexicon_folder(variables: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder of a place's own words, where one is named; it must be there.

    Raises:
        HuiyinError: `setting.folder`.
    """
    folder = _folder(variables, "HUIYIN_LEXICON")
    if folder is not None and not folder.is_dir():
        raise HuiyinError("setting.folder", name="HUIYIN_LEXICON", value=str(folder))
    return folder


def breached_list(variables: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file of breached passwords, where one is named; read apart, because `huiyin doctor` makes no home."""
    return _folder(variables, "HUIYIN_BREACHED_PASSWORDS")


def kept_secret(home: Path, name: str, *, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """Return the secret kept in a file of the home folder; makes it on the first run, readable by its owner only."""
    path = home / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = make()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")
    return secret


def _clamd(variables: Mapping[str, str]) -> str:
    """Return where the scanner for viruses listens."""
    address = variables.get("HUIYIN_CLAMD", "").strip()
    host, _colon, port = address.rpartition(":")
    if address and not address.startswith("/") and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise HuiyinError("setting.clamd", name="HUIYIN_CLAMD", value=address)
    return address


def _issuer(variables: Mapping[str, str]) -> str:
    """Return the address of the place's identity provider; without TLS only on the machine itself."""
    issuer = variables.get("HUIYIN_OIDC_ISSUER", "").strip().rstrip("/")
    here = issuer.startswith(("http://127.0.0.1:", "http://localhost:"))
    if issuer and not issuer.startswith("https://") and not here:
        raise HuiyinError("setting.https", name="HUIYIN_OIDC_ISSUER", value=issuer)
    if issuer and not (variables.get("HUIYIN_OIDC_CLIENT_ID") and variables.get("HUIYIN_OIDC_CLIENT_SECRET")):
        raise HuiyinError("setting.together", name="HUIYIN_OIDC_ISSUER", others="HUIYIN_OIDC_CLIENT_ID, …_SECRET")
    return issuer


def _switch(variables: Mapping[str, str], name: str) -> bool:
    value = variables.get(name, "").strip().lower()
    if value not in TRUE + FALSE:
        raise HuiyinError("setting.switch", name=name, value=value)
    return value in TRUE


def _number(variables: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    value = variables.get(name, "").strip()
    if value and not value.isdecimal():
        raise HuiyinError("setting.number", name=name, value=value)
    if value and int(value) < least:
        raise HuiyinError("setting.least", name=name, value=value, least=least)
    return int(value) if value else default


def _list(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in variables.get(name, "").split(",") if each.strip())


def _folder(variables: Mapping[str, str], name: str) -> Path | None:
    value = variables.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else None
