"""Opaque, stable ids of what has an address (永久链接): never re-used, not guessable, free of meaning."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 14  # 70 bits


def new_key() -> str:
    """Return a fresh random key of 14 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
