"""Messages that only one browser can open (RFC 8291): one record of aes128gcm (RFC 8188), pure.

The push service on the way sees an address, a length and nothing of the words; padding makes lengths alike.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from huiyin.site.web_push_key import decoded, point

RECORD = 4096  # octets that a push service takes at least
PADDED_TO = 512
SALT_BYTES = 16
LAST = b"\x02"  # after the words of the last record; then zeros


def sealed(
    words: bytes,
    *,
    p256dh: str,
    auth: str,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    padded_to: int = PADDED_TO,
) -> bytes:
    """Return words encrypted to a browser, as the body of a request.

    Args:
        sender, salt: used for this one message only; given where a test must know them.
    """
    sender = sender or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(SALT_BYTES)
    theirs, ours = decoded(p256dh), point(sender.public_key())
    receiver = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    secret = _derived(sender.exchange(ec.ECDH(), receiver), decoded(auth), b"WebPush: info\x00" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", 12)
    record = AESGCM(key).encrypt(nonce, (words + LAST).ljust(padded_to, b"\x00"), None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours + record


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
