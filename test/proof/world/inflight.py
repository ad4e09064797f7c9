"""inflight.py PORT BEGUN [PATH] — a request that is under way when SIGTERM comes; the file BEGUN is made when it has begun. With PATH:
one the server takes some seconds for. Without: one whose last line is sent late. Prints the status line; exit 0 when it is a 200."""
import socket
import sys
import time

port, begun, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with socket.create_connection(("127.0.0.1", port)) as s:
    s.settimeout(29)
    s.sendall(f"GET {path or '/'} HTTP/1.1\r\nHost: dyno\r\nConnection: close\r\n".encode())
    try:
        if path:
            s.sendall(b"\r\n")
        open(begun, "x").close()
        if not path:
            time.sleep(1.5)
            s.sendall(b"\r\n")
        answer = b""
        while chunk := s.recv(65536):
            answer += chunk
    except OSError as error:
        print(error)
        sys.exit(1)
status = answer.split(b"\r\n", 1)[0].decode(errors="replace")
print(status or "closed without an answer")
sys.exit(0 if " 200 " in status + " " else 1)
