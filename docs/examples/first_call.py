"""A first call: signs in, and prints the oldest complaints that are still open.   python3 first_call.py"""

import json
import os
import urllib.request

URL = os.environ.get("REDRESS_URL", "http://localhost:4000")


def run(query, variables=None, token=None):
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/graphql", body, headers)) as response:
        answer = json.load(response)
    if answer.get("errors"):
        raise RuntimeError(answer["errors"][0]["message"])
    return answer["data"]


SIGN_IN = """
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { accessToken } errors { code message } }
}
"""
OLDEST = """
query Oldest {
  complaints(first: 3, filter: { status: [OPEN, IN_PROGRESS] }, orderBy: { field: RECEIVED_AT, direction: ASC }) {
    totalCount
    nodes { reference status subject }
  }
}
"""

sign_in = run(SIGN_IN, {"input": {"organisation": "acme", "username": "helpdesk1", "password": "helpdesk123"}})["signIn"]
if sign_in["session"] is None:
    raise SystemExit(sign_in["errors"][0]["message"])

complaints = run(OLDEST, token=sign_in["session"]["accessToken"])["complaints"]
print(f"{complaints['totalCount']} complaints are not resolved yet, among them")
for complaint in complaints["nodes"]:
    print(f"  {complaint['reference']} {complaint['status']} {complaint['subject']}")
