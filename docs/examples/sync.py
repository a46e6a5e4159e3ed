"""Keeps a copy of the complaints: reads what changed since it ran last. Run it every minute.   python3 sync.py copy.json"""

import json
import os
import sys
import urllib.request

URL = os.environ.get("REDRESS_URL", "http://localhost:4000")
TOKEN = os.environ["REDRESS_TOKEN"]
FILE = sys.argv[1] if len(sys.argv) > 1 else "copy.json"

CHANGES = """
query Changes($after: String) {
  complaints(first: 100, after: $after, orderBy: { field: CHANGED, direction: ASC }) {
    nodes { id reference status version }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def read_changes(after):
    headers = {"content-type": "application/json", "authorization": f"Bearer {TOKEN}"}
    body = json.dumps({"query": CHANGES, "variables": {"after": after}}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/graphql", body, headers)) as response:
        return json.load(response)


# The cursor says where we are in the order of changes; None at the beginning.
copy = {"cursor": None, "complaints": {}}
if os.path.exists(FILE):
    with open(FILE) as kept:
        copy = json.load(kept)

changed = 0
has_more = True
while has_more:
    answer = read_changes(copy["cursor"])
    if answer.get("errors"):
        error = answer["errors"][0]
        if error["extensions"]["code"] != "CURSOR_EXPIRED":
            raise SystemExit(error["message"])
        # The server's data was restored from a backup: what we have may be of a future that never was.
        copy = {"cursor": None, "complaints": {}}
        continue
    page = answer["data"]["complaints"]
    copy["complaints"].update({complaint["id"]: complaint for complaint in page["nodes"]})
    changed += len(page["nodes"])
    copy["cursor"] = page["pageInfo"]["endCursor"] or copy["cursor"]
    has_more = page["pageInfo"]["hasNextPage"]
    # Rows and cursor together, page by page: whenever this is stopped, the next run goes on from here.
    with open(f"{FILE}.new", "w") as new:
        json.dump(copy, new)
    os.replace(f"{FILE}.new", FILE)
print(f"{changed} changed, {len(copy['complaints'])} in the copy")
