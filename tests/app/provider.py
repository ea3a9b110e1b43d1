"""An identity provider on loopback: discovery, authorisation, tokens signed with its own key, and its public key."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "guide", "not secret"


@dataclass
class Provider:
    """Says of whoever comes what the test has it say: `claims` over those that are right."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "own"}))
    signer: RSAKey | None = None
    nonces: dict[str, str] = field(default_factory=dict)

    def token(self, code: str) -> dict[str, Any]:
        """What is given for a code, once."""
        now = int(time.time())
        told = {"iss": self.address, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 3600}
        told |= {"nonce": self.nonces.pop(code), "email_verified": True} | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "own"}, told, self.signer or self.key)
        return {"access_token": "…", "token_type": "Bearer", "id_token": signed}

    def metadata(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }


class _Handler(http.server.BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        """Discovery, the key, and the authorisation, which asks nobody anything."""
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            code = f"code{len(self.provider.nonces)}"
            self.provider.nonces[code] = query["nonce"]
            self.send_response(302)
            self.send_header(
                "Location", f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            )
            self.end_headers()
        elif asked.path == "/keys":
            self._give({"keys": [self.provider.key.as_dict(private=False)]})
        else:
            self._give(self.provider.metadata())

    def do_POST(self) -> None:
        """A token for a code."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._give(self.provider.token(form["code"][0]))

    def _give(self, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
