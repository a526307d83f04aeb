from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello():
    print("This is printed.")
    return "This is returned."
