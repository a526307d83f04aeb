"""What Portside changes in a Python that it starts; the lesson's program stays as it is.

Python imports a module of this name at its start (documentation of the module site).
"""

import os
import socket
import sys


def getfqdn(name=""):
    """The name as it is: http.server asks for a longer one, which is a question to the DNS."""
    name = name.strip()
    return socket.gethostname() if name in ("", "0.0.0.0", "::") else name


socket.getfqdn = getfqdn

# The user's packages are needed, since Flask may be one of them. What the user wants to happen at
# each start of Python is not. The import of a module that is None fails, which site passes over.
sys.modules["usercustomize"] = None

# This folder is no place of the program's. The Python's own module of this name, which tells some
# Pythons where their packages are, comes next.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path) != _here]
_this = sys.modules.pop(__name__)
try:
    import sitecustomize  # noqa: F401
except ImportError:
    pass
finally:
    sys.modules.setdefault(__name__, _this)
