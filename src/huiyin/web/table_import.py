"""Tables taken in through a preview (先预览，后导入): the file, and the rows between preview and act.

Between the two nothing is kept on the server: the rows travel in the form, encrypted for the person and for one hour,
because a roster holds telephone numbers that nobody is to read out of a page.
"""

import hashlib
import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from huiyin.errors import PeopleError
from huiyin.people.tables import MOST_OCTETS, TableRow
from huiyin.web.forms import Form
from huiyin.web.requests import PageRequest
from huiyin.web.table_words import table_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SECONDS = 3600


class TableForm(Form):
    """The file; `rows` after `is_valid` are what it says."""

    table = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 5 MB and 2,000 rows. Nothing is written before you have seen it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv"}),
    )

    def __init__(self, *args: Any, read: Callable[[bytes, str], list[TableRow]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read, self.rows = read, []  # type: ignore[var-annotated]

    def clean_table(self) -> Any:
        """Read the file; what cannot be read is refused in words."""
        table = self.cleaned_data["table"]
        try:
            if table.size > MOST_OCTETS:
                raise PeopleError("table.large", limit_mb=MOST_OCTETS // 1024**2)
            self.rows = self.read(table.read(), table.name)
        except PeopleError as error:
            raise ValidationError(table_words(error), code=error.code) from error
        return table


class PreviewTooOld(Exception):  # noqa: N818  names the fact
    """What came back is too old, was made for somebody else or for something else, or was tampered with."""


def pack(request: PageRequest, purpose: str, rows: list[TableRow], **more: Any) -> str:
    """Return rows, and what else the preview was asked, as the form carries them."""
    told = {"viewer": request.viewer.key, "rows": [[row.number, row.cells] for row in rows], "more": more}
    return _box(purpose).encrypt(zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 9)).decode()


def unpack(request: PageRequest, purpose: str) -> tuple[list[TableRow], dict[str, Any]]:
    """Return the rows that the form brought back, and what else was asked.

    Raises:
        PreviewTooOld: they cannot be taken any more.
    """
    try:
        packed = _box(purpose).decrypt(request.POST.get("rows", ""), ttl=LONGEST_SECONDS)
    except (InvalidToken, UnicodeEncodeError) as error:
        raise PreviewTooOld from error
    told = json.loads(zlib.decompress(packed))
    if told["viewer"] != request.viewer.key:
        raise PreviewTooOld
    return [TableRow(number, cells) for number, cells in told["rows"]], told["more"]


def _box(purpose: str) -> Fernet:
    key = hashlib.sha256(f"huiyin.table_import\n{purpose}\n{settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(key))
