"""What a browser says of itself, in words that its owner knows: Edge, Windows."""

from django.utils.translation import gettext, pgettext

BROWSERS = (  # in this order: each of the later names stands in the earlier ones' strings, too
    ("MicroMessenger", "微信"), ("wxwork", "企业微信"), ("DingTalk", "钉钉"), ("Edg", "Edge"), ("OPR/", "Opera"),
    ("QQBrowser", "QQ 浏览器"), ("360", "360 浏览器"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("UOS", "统信 UOS"), ("Kylin", "麒麟"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str) -> str:
    """Return browser and system by name; what is unknown is called so, its string is not shown."""
    names = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    return pgettext("between items", ", ").join(name for name in names if name) or gettext("Unknown device")
