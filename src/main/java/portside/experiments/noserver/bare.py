"""Calls a Flask program as a WSGI server would (PEP 3333), without any server."""

import importlib
import json
import sys
from wsgiref.util import setup_testing_defaults

sys.path.insert(0, "")
app = importlib.import_module(sys.argv[1]).app
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
setup_testing_defaults(environ)
said = {}


def start_response(status, headers, exc_info=None):
    said["status"] = status
    said["headers"] = [f"{name}: {value}" for name, value in headers]


said["function"] = "app(environ, start_response)"
said["body"] = b"".join(app(environ, start_response)).decode()
print(sys.argv[2] + json.dumps(said), flush=True)
sys.stdin.read()
