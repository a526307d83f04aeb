"""The server of the lessons, with the reloader that restarts it when this file changes."""

import atexit
import os

from flask import Flask

PORT = int(os.environ["PORT"])

app = Flask(__name__)


@app.route("/")
def hello_world():
    return "I am still here.\n"


def goodbye():
    print(f"Goodbye! I gave port {PORT} back. (PID {os.getpid()})", flush=True)


if __name__ == "__main__":
    atexit.register(goodbye)
    app.run(host="127.0.0.1", port=PORT, use_reloader=True)
