"""github.py CERTIFICATE KEY ARCHIVE — github.com and codeload.github.com on loopback: one archive of nixpkgs, and a 404 for all
else. As there, the address that people use leads on to the other host."""
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

certificate, key, archive = sys.argv[1:]
asked = "github.com/NixOS/nixpkgs/archive/nixos-24.11.tar.gz"
stored = "codeload.github.com/NixOS/nixpkgs/tar.gz/nixos-24.11"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Host", "") + self.path
        body = b""
        if wanted == asked:
            self.send_response(302)
            self.send_header("Location", "https://" + stored)
        elif wanted == stored:
            with open(archive, "rb") as file:
                body = file.read()
            self.send_response(200)
        else:
            self.send_response(404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET


server = ThreadingHTTPServer(("127.0.0.1", 443), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
