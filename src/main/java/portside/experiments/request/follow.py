"""Loads a Flask program, serves it as it is, and tells on standard output what happens inside."""

import importlib
import json
import sys
import time

module, mark, host, port = sys.argv[1:5]
sys.path.insert(0, "")
program = importlib.import_module(module)
app = program.app
request = importlib.import_module("flask").request


def tell(event, **values):
    values["event"] = event
    values["nanos"] = time.perf_counter_ns()
    print(mark + json.dumps(values, ensure_ascii=False), flush=True)


def matched():
    return request.url_rule is not None and request.routing_exception is None


def before():
    if matched():
        function = app.view_functions[request.endpoint]
        code = getattr(function, "__code__", None)
        tell(
            "function",
            route=request.url_rule.rule,
            function=function.__name__,
            line=code.co_firstlineno if code else None,
            arguments={k: str(v) for k, v in request.view_args.items()},
        )


def make_response(value):
    if matched() and not isinstance(value, Exception):
        tell("returned", value=str(value)[:1500], type=type(value).__name__)
    return original_response(value)


def log_exception(info):
    tell("error", error=f"{info[0].__name__}: {info[1]}")
    original_log(info)


def arrive(environ, start_response):
    tell("arrived")
    answer = original_app(environ, start_response)
    tell("done")
    return answer


# Hooks around the view function leave it, and the traceback of an error in it, as they are.
app.before_request(before)
original_response, app.make_response = app.make_response, make_response
original_log, app.log_exception = app.log_exception, log_exception
original_app, app.wsgi_app = app.wsgi_app, arrive

tell(
    "routes",
    routes=[
        {
            "methods": ", ".join(sorted(rule.methods - {"HEAD", "OPTIONS"})),
            "path": rule.rule,
            "function": app.view_functions[rule.endpoint].__name__
            if rule.endpoint in app.view_functions
            else None,
        }
        for rule in app.url_map.iter_rules()
    ],
)
app.run(host=host, port=int(port))
