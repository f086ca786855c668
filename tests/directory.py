"""A clinic's own directory (OpenID Connect) on this machine: it answers over HTTP and signs what it says."""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

# An environment from before it was needed says so and tries the rest.
jwt = pytest.importorskip("jwt", reason="not installed yet: make install")
CLIENT, SECRET = "clinic", "a-secret"


class Directory:
    """Use as a context manager. `claims`: who has logged in there; what is in `instead` stands in the token anyway.

    `signs_with`: another key than the one it shows. `told_later`: names what it says only when asked with the token.
    """

    def __init__(self):
        self.key = self.signs_with = new_key()
        self.claims, self.instead, self.told_later, self.algorithm = {}, {}, False, "RS256"
        self.codes, self.asked = {}, []

    def __enter__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), answers_of(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def metadata(self, _):
        where = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        ends = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in where.items()}
        more = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        return ends | more | {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}

    def keys(self, _):
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [shown | {"kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked):
        """Whoever comes has logged in here already, and is sent back at once."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent):
        began = self.codes.pop(sent["code"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert (proof, sent["redirect_uri"]) == (began["code_challenge"], began["redirect_uri"])
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": began["nonce"], "sub": "7"}
        said |= ({} if self.told_later else self.claims) | self.instead
        signed_by = self.signs_with if self.algorithm == "RS256" else "a secret of nobody, long enough to sign with it"
        signed = jwt.encode(said, signed_by, self.algorithm, {"kid": "one"})
        return {"access_token": "for-userinfo", "token_type": "Bearer", "id_token": signed}

    def userinfo(self, _):
        return {"sub": "7"} | self.claims


def new_key():
    return rsa.generate_private_key(65537, 2048)


def answers_of(directory):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = dict(parse_qs(urlsplit(self.path).query, strict_parsing=False))
            self.answer({name: values[0] for name, values in asked.items()})

        def do_POST(self):
            who = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            assert who == f"{CLIENT}:{SECRET}"
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.answer({name: values[0] for name, values in sent.items()})

        def answer(self, sent):
            name = urlsplit(self.path).path.rpartition("/")[2].replace("openid-configuration", "metadata")
            directory.asked.append(name)
            said = getattr(directory, name)(sent)
            leads = isinstance(said, str)
            self.send_response(302 if leads else 200)
            self.send_header(*(("Location", said) if leads else ("Content-Type", "application/json")))
            body = b"" if leads else json.dumps(said).encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Answers
