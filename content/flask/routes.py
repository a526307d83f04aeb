from flask import Flask
from markupsafe import escape

app = Flask(__name__)


@app.route("/")
def home():
    return "This is the first page."


@app.route("/hello/<name>")
def greet(name):
    return f"Hello, {escape(name)}!"
