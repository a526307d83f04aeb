from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.get("/")
def ask():
    return '<form method="post"><input name="text"><button>Send</button></form>'


@app.post("/")
def echo():
    return f"<p>You wrote: {escape(request.form['text'])}</p>"
