"""A client of the tests as a web server on this machine, with and without TLS, for programs that want one."""

import datetime
import select
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"
PLAIN = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def served_to(command, client, folder):
    """What `command(http_port, https_port, certificate)` prints, while `client` answers at both, in this thread."""
    certificate = folder / "certificate.pem"
    certificate.write_bytes(made_certificate())
    plain, tls = (HTTPServer(("127.0.0.1", 0), answers_of(client)) for _ in range(2))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    tls.socket = context.wrap_socket(tls.socket, server_side=True)
    plain.is_secure, tls.is_secure = False, True
    plain.leads_to = tls.leads_to = f"https://{HOST}:{tls.server_port}/"
    words, environment = command(plain.server_port, tls.server_port, certificate)
    program = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
    while program.poll() is None:
        for server in select.select([plain, tls], [], [], 0.1)[0]:
            server.handle_request()
    plain.server_close()
    tls.server_close()
    return program.communicate()[0]


def made_certificate():
    """For localhost, by nobody else, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name, day = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]), datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .issuer_name(name)
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(*PLAIN) + made.public_bytes(serialization.Encoding.PEM)


def answers_of(client):
    class Answers(BaseHTTPRequestHandler):
        def answer(self):
            told = dict(self.headers.items()) | {"Host": HOST}
            client.cookies.clear()
            said = client.generic(self.command, self.path, secure=self.server.is_secure, headers=told)
            body = b"".join(said.streaming_content) if said.streaming else said.content
            self.send_response_only(said.status_code)
            for name, value in said.items():
                self.send_header(name, value.replace(f"https://{HOST}/", self.server.leads_to))
            for cookie in said.cookies.values():
                self.send_header("Set-Cookie", cookie.OutputString())
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_OPTIONS = answer

        def log_message(self, *_):
            pass

    return Answers
