from flask import Flask

app = Flask(__name__)
visits = 0


@app.route("/")
def hello_world():
    global visits
    visits = visits + 1
    message = f"Hello, World! You are visitor {visits}."
    return message


@app.route("/per/<int:days>")
def visits_per_day(days):
    per_day = visits // days
    return f"{per_day} visits a day"


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=8080)
