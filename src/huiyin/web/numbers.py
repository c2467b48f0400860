"""Numbers for people: thousands with a comma, 万 and 亿 in Chinese, sizes of files."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import get_language, gettext

WAN, YI = Decimal(10_000), Decimal(100_000_000)
MILLION, BILLION = Decimal(1_000_000), Decimal(1_000_000_000)


def grouped(value: object) -> str:
    """Return a number with commas and no trailing zeros: 1,500; 24.6. Anything else comes back as it is."""
    number = _number(value)
    if number is None:
        return "" if value is None else str(value)
    return _plain(number)


def scaled(value: object) -> str:
    """Return a number in 万 or 亿 (English: million, billion) where that says it exactly, else with commas.

    Nothing is rounded: 32150000 is 3,215万, and 32150001 is 32,150,001.
    """
    number = _number(value)
    if number is None:
        return "" if value is None else str(value)
    chinese = (get_language() or "").startswith("zh")
    for unit, word in ((YI, "亿"), (WAN, "万")) if chinese else ((BILLION, " billion"), (MILLION, " million")):
        if abs(number) >= unit and _short(number / unit):
            return _plain(number / unit) + word
    return _plain(number)


def size(octets: int) -> str:
    """Return the size of a file: 86 MB, 640 KB."""
    for limit, unit in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if octets >= limit:
            amount = Decimal(octets) / limit
            return f"{amount.quantize(Decimal('0.1') if amount < 10 else Decimal(1)).normalize():f} {unit}"
    return gettext("%(n)d bytes") % {"n": octets}


def share(part: object, whole: object) -> str:
    """Return `part/whole` for the width of a bar, as a percentage from 0 to 100 with one decimal: `40.0%`."""
    up, down = _number(part) or Decimal(0), _number(whole) or Decimal(0)
    if down <= 0:
        return "0.0%"
    return f"{min(max(up / down * 100, Decimal(0)), Decimal(100)):.1f}%"


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _plain(number: Decimal) -> str:
    """Return a number with commas; 85.0 loses its zero, 1E+3 its exponent."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(number: Decimal) -> bool:
    """Say whether a scaled number needs at most two decimals."""
    return number == number.quantize(Decimal("0.01"))


def ordinal(value: int) -> str:
    """Return the number of a term, session or group as its name has it: 十七 in Chinese, 17 elsewhere; up to 99."""
    if not (get_language() or "").startswith("zh") or not 0 < value < 100:
        return str(value)
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(value, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return before + (digits[ones] if ones else "")
