"""The key by which this site is known to push services (VAPID, RFC 8292): one line of a file in the home.

The file holds the private number of a key on P-256 in base64 for addresses, as other tools write it. Browsers tie each
device to its public half: with another key every device has to be turned on anew.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from huiyin.errors import HuiyinError

PRIVATE_BYTES = 32
HOLDS_FOR = timedelta(hours=12)  # at most a day


def encoded(content: bytes) -> str:
    """Return bytes in base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of a text in base64 for addresses."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as browsers have it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def new_key() -> str:
    """Return a fresh private key as the file keeps it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return encoded(number.to_bytes(PRIVATE_BYTES, "big"))


@dataclass(frozen=True, slots=True)
class ServerKey:
    """The site's key; `public` is what browsers are given when a device is turned on."""

    private: ec.EllipticCurvePrivateKey
    public: str

    def authorization(self, origin: str, *, contact: str, at: datetime) -> str:
        """Return the header by which a push service knows who sends: signed for this service, for some hours."""
        told = {"aud": origin, "exp": int((at + HOLDS_FOR).timestamp()), "sub": contact}
        return f"vapid t={jwt.encode(told, self.private, algorithm='ES256')}, k={self.public}"


def server_key(kept: str) -> ServerKey:
    """Return the key that a file keeps.

    Raises:
        HuiyinError: it is none (`push.key_damaged`).
    """
    try:
        content = decoded(kept)
        if len(content) != PRIVATE_BYTES:
            raise ValueError("length")
        private = ec.derive_private_key(int.from_bytes(content, "big"), ec.SECP256R1())
    except ValueError as error:
        raise HuiyinError("push.key_damaged") from error
    return ServerKey(private, encoded(point(private.public_key())))
