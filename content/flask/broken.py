from flask import Flask

app = Flask(__name__)
names = ["Ada"]


@app.route("/")
def second():
    return names[1]
