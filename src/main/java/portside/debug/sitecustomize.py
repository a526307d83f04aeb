"""Sends small messages at once (TCP_NODELAY); debugpy's own wait for Nagle's algorithm.

Python imports a module of this name at its start (documentation of the module site). A step with
its variables took 180 ms without and 28 ms with it.
"""

import os
import socket
import sys

import _socket


def _at_once(connection):
    try:
        connection.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
    except OSError:
        pass  # no TCP
    return connection


_accept = socket.socket.accept
_connect = socket.socket.connect


def accept(self):
    connection, address = _accept(self)
    return _at_once(connection), address


def connect(self, address):
    _connect(self, address)
    _at_once(self)


socket.socket.accept = accept
socket.socket.connect = connect

# The debugger asks for it later, when this folder is no longer looked into.
import portside_watch  # noqa: E402,F401

# Python looks for one module of this name. The next one, which it has hidden, comes after it.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path) != _here]
_this = sys.modules.pop(__name__)
try:
    import sitecustomize  # noqa: F401
except ImportError:
    pass
finally:
    sys.modules.setdefault(__name__, _this)
