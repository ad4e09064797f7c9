"""binary-cache.py PORT MEGABITS — serves the working directory on loopback, at no more than so many megabits a second for all
requests together ("inf": as fast as it goes)."""
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

port, megabits = int(sys.argv[1]), float(sys.argv[2])


class Handler(SimpleHTTPRequestHandler):
    line = threading.Lock()

    def copyfile(self, source, outputfile):
        while chunk := source.read(1 << 16):
            with self.line:
                time.sleep(len(chunk) * 8 / 1e6 / megabits)
            outputfile.write(chunk)


class Server(ThreadingHTTPServer):
    request_queue_size = 128  # Nix asks for many at once, and one that is turned away tries again after a second


Server(("127.0.0.1", port), Handler).serve_forever()
