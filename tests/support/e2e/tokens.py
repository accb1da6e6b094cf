"""Tokens that are nearly right: each has one thing wrong with it."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from cafe.operate.customer.sign_in import Tokens

HOUR = 3600


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def subject(token: str) -> str:
    """The customer that a token is for, unverified: the `sub` of its claims (RFC 7519)."""
    claimed: str = json.loads(decode(token.split(".")[1]))["sub"]
    return claimed


def write(document: dict[str, Any]) -> str:
    return encode(json.dumps(document).encode())


@dataclass(frozen=True)
class Forger:
    """Makes tokens from a good one with a key of its own; `published` is the pool's public key."""

    good: Tokens
    published: rsa.RSAPublicKey
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def header(self) -> dict[str, Any]:
        header: dict[str, Any] = json.loads(decode(self.good.access_token.split(".")[0]))
        return header

    @property
    def claims(self) -> dict[str, Any]:
        claims: dict[str, Any] = json.loads(decode(self.good.access_token.split(".")[1]))
        return claims

    def signed(self, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """With our key, under the pool's key id unless `header` says otherwise."""
        text = f"{write(self.header | (header or {}))}.{write(self.claims | claims)}"
        return f"{text}.{encode(self._key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def with_its_own_key(self) -> str:
        """Brings the key to check it with along (RFC 7515, 4.1.3)."""
        numbers = self._key.public_key().public_numbers()
        size = (numbers.n.bit_length() + 7) // 8
        jwk = {"kty": "RSA", "n": encode(numbers.n.to_bytes(size)), "e": encode(numbers.e.to_bytes(3))}
        return self.signed({"jwk": jwk})

    def unsigned(self, algorithm: str = "none") -> str:
        return f"{write({'alg': algorithm, 'typ': 'JWT', 'kid': self.header['kid']})}.{write(self.claims)}."

    def by_the_public_key(self) -> str:
        """HS256 with the published key as the secret (RFC 8725, 2.1)."""
        pem = self.published.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        text = f"{write(self.header | {'alg': 'HS256'})}.{write(self.claims)}"
        return f"{text}.{encode(hmac.digest(pem, text.encode(), hashlib.sha256))}"

    def altered(self, **claims: Any) -> str:
        """The good token's signature under other claims."""
        header, _, signature = self.good.access_token.split(".")
        return f"{header}.{write(self.claims | claims)}.{signature}"

    def of_another_header(self, **header: Any) -> str:
        _, claims, signature = self.good.access_token.split(".")
        return f"{write(self.header | header)}.{claims}.{signature}"

    def with_a_flipped_signature(self) -> str:
        head, signature = self.good.access_token.rsplit(".", 1)
        flipped = bytearray(decode(signature))
        flipped[7] ^= 1
        return f"{head}.{encode(bytes(flipped))}"

    def not_yet_valid(self) -> str:
        later = int(time.time()) + HOUR
        return self.signed(nbf=later, iat=later, exp=later + HOUR)
