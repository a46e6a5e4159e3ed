"""Listens to what happens, as it happens: one line for each complaint that changed.   python3 listen.py"""

import http.client
import json
import os
import sys
import time
import urllib.request

URL = os.environ.get("REDRESS_URL", "http://localhost:4000")
TOKEN = os.environ["REDRESS_TOKEN"]
SUBSCRIPTION = """
subscription Listen {
  complaintsChanged {
    isResync
    changed { reference status }
    left
  }
}
"""


def listen():
    headers = {
        "accept": "text/event-stream",
        "content-type": "application/json",
        "authorization": f"Bearer {TOKEN}",
    }
    body = json.dumps({"query": SUBSCRIPTION}).encode()
    request = urllib.request.Request(f"{URL}/graphql/stream", body, headers)
    # There is a sign of life every twelve seconds: after a minute without one the line is dead.
    with urllib.request.urlopen(request, timeout=60) as response:
        event = ""
        for line in response:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                event = value
            elif name == "data" and event == "next":
                answer = json.loads(value)
                if answer.get("errors"):
                    raise RuntimeError(answer["errors"][0]["message"])
                hear(answer["data"]["complaintsChanged"])


def hear(change):
    # What changed while nobody listened is read with sync.py.
    if change["isResync"]:
        print("listening", flush=True)
    for complaint in change["changed"]:
        print(complaint["reference"], complaint["status"], flush=True)


while True:
    try:
        listen()
    except (OSError, http.client.HTTPException, RuntimeError) as error:
        print(error, file=sys.stderr, flush=True)
    # The server restarted, or the line broke. The first event of the next stream says that something may have been missed.
    time.sleep(2)
