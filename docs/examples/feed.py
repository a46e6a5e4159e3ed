"""Feeds complaints in from another system. Run it again after whatever went wrong: none comes in twice.   python3 feed.py"""

import http.client
import json
import os
import random
import time
import urllib.error
import urllib.request

URL = os.environ.get("REDRESS_URL", "http://localhost:4000")
TOKEN = os.environ["REDRESS_TOKEN"]

# What your own system holds; `ticket` is its number there.
TICKETS = [
    {
        "ticket": "SHOP-2001",
        "name": "Grace Harbour",
        "email": "grace@example.com",
        "receivedAt": "2026-03-01T09:30:00Z",
        "subject": "Parcel opened",
        "description": "The tape was cut and the cable was missing.",
    },
]

LOG = """
mutation Log($input: LogComplaintInput!) {
  logComplaint(input: $input) {
    complaint { id reference status }
    errors { code message path }
  }
}
"""


def send(query, variables, idempotency_key):
    """Sends until there is an answer: the network may fail, the server may restart, or have too much to do."""
    headers = {
        "content-type": "application/json",
        "authorization": f"Bearer {TOKEN}",
        "idempotency-key": idempotency_key,
    }
    body = json.dumps({"query": query, "variables": variables}).encode()
    for attempt in range(1, 9):
        seconds = 2**attempt * (0.5 + random.random())
        try:
            request = urllib.request.Request(f"{URL}/graphql", body, headers)
            with urllib.request.urlopen(request, timeout=30) as response:
                answer = json.load(response)
            if answer.get("errors"):
                raise RuntimeError(answer["errors"][0]["message"])
            return answer["data"]
        except urllib.error.HTTPError as error:
            if error.code not in (409, 429, 500, 502, 503, 504):
                raise
            asked = error.headers.get("retry-after") or ""
            seconds = float(asked) if asked.isdigit() else seconds
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            pass  # No answer, or not a whole one.
        time.sleep(seconds)
    raise RuntimeError("No answer")


for ticket in TICKETS:
    complaint = {key: ticket[key] for key in ("receivedAt", "subject", "description")}
    complaint["externalReference"] = ticket["ticket"]
    consumer = {"name": ticket["name"], "email": ticket["email"]}
    # The key says which piece of work this is: the same one is done once, and answered as the first time.
    answer = send(
        LOG,
        {"input": {**complaint, "channel": "EMAIL", "newConsumer": consumer}},
        f"feed-{ticket['ticket']}",
    )["logComplaint"]
    if answer["complaint"]:
        print(f"{ticket['ticket']} is {answer['complaint']['reference']}")
    else:
        # A typed error is about this ticket: trying again changes nothing.
        print(f"{ticket['ticket']} was refused: {answer['errors']}")
