"""Receives webhooks: verifies each, drops what came before, answers at once.   python3 webhook.py"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Shown once, when the endpoint is made: whsec_…
KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE_SECONDS = 5 * 60
# In your database, in the transaction that does the work; entries older than 30 days can go.
seen = set()


def is_genuine(headers, body):
    """By the Standard Webhooks specification: HMAC-SHA256 over id, moment and the bytes of the body as they came."""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    # Nobody can send an old message again.
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    # Several stand there while the secret is being changed.
    return any(
        hmac.compare_digest(expected.encode(), signature.encode())
        for signature in headers.get("webhook-signature", "").split(" ")
    )


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_genuine(self.headers, body):
            print("refused: not signed with our secret, or too old", flush=True)
            return self.answer(401)
        message_id = self.headers["webhook-id"]
        if message_id in seen:
            print(f"{message_id} came before", flush=True)
        else:
            seen.add(message_id)
            message = json.loads(body)
            data = message["data"]
            print(message_id, message["type"], data.get("reference", ""), data.get("status", ""), flush=True)
        # Anything but 2xx within 15 seconds is tried again: put the work in a queue, and answer.
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Receiver)
print(f"listening on {server.server_address[1]}", flush=True)
server.serve_forever()
