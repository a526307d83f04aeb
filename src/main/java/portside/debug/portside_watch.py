"""Evaluates watches and the conditions of breakpoints in a copy of the process, with little time and memory.

An expression that eats either ends with the copy, and the program stands where it stood. Nothing
that the expression changes is changed in the program. Where no copy can be made (Windows), it is
evaluated in the program itself.
"""

import os
import re
import select
import signal
import sys
import time

SECONDS = 2
BYTES = 512 * 1024 * 1024  # more than the program itself has
LONGEST = 4_000

# What only compares and counts names and numbers can eat nothing. It takes no copy, which would cost
# a loop more than the debugger itself does.
_COMPARES = re.compile(r"(?:[A-Za-z_]\w*|\d{1,18}|\s|[-+%]|[<>]=?|[=!]=)+")

# The debugger puts its own function into the place of this one, which would follow the copy.
_fork = getattr(os, "original_fork", None) or getattr(os, "fork", None)


class Said:
    """Is shown as what it says."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


def _evaluate(expression, outer, local):
    scope = dict(outer)
    scope.update(local)  # in one, for a comprehension looks into the outer names only
    return eval(expression.strip(), scope)


def _text(value):
    try:
        from _pydevd_bundle.pydevd_safe_repr import SafeRepr  # as the debugger shows variables
    except ImportError:
        return repr(value)
    return SafeRepr()(value)


def _limit():
    try:
        import resource

        with open("/proc/self/statm") as sizes:
            now = int(sizes.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (now + BYTES, hard))
    except (ImportError, OSError, ValueError):
        pass  # macOS: time alone is limited


def _in_copy(expression, outer, local, out, text):
    _limit()
    try:
        value = _evaluate(expression, outer, local)
        _untraced()
        said = "value:" + text(value)
    except MemoryError:
        said = "memory:"
    except BaseException as broken:
        said = "error:%s: %s" % (type(broken).__name__, broken)
    os.write(out, said[:LONGEST].encode("utf-8", "replace"))


def _read(end, until):
    said = b""
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([end], [], [], left)[0]:
            return None
        part = os.read(end, LONGEST)
        if not part:
            return said.decode("utf-8", "replace")
        said += part


def _untraced():
    """What shows the value shall not stop at a breakpoint. Debugpy warns of sys.settrace, not of its own."""
    try:
        from pydevd_tracing import SetTrace
    except ImportError:
        SetTrace = sys.settrace
    SetTrace(None)


def watch(expression, outer, local):
    """Returns the value as text behind "value:", or why there is none."""
    return Said(_say(expression, outer, local, _text))


def holds(condition, outer, local):
    """Whether a breakpoint's condition is true. What cannot be told is an error, which the debugger prints."""
    if _COMPARES.fullmatch(condition):
        try:
            return bool(_evaluate(condition, outer, local))
        except Exception as broken:
            raise ValueError("%s: %s" % (type(broken).__name__, broken)) from None
    said = _say(condition, outer, local, lambda value: str(bool(value)))
    if said.startswith("value:"):
        return said == "value:True"
    kind, text = said.split(":", 1)
    raise ValueError(text or "the condition takes too much " + kind)


def _say(expression, outer, local, text):
    if _fork is None:
        return "value:" + text(_evaluate(expression, outer, local))
    end, out = os.pipe()
    copy = _fork()
    if copy == 0:
        try:
            _in_copy(expression, outer, local, out, text)
        finally:
            os._exit(0)
    os.close(out)
    try:
        said = _read(end, time.monotonic() + SECONDS)
    finally:
        os.close(end)
        try:
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
        except OSError:
            pass  # the program itself has waited for it
    if said is None:
        return "time:"
    return said or "memory:"  # the system ends what takes too much
