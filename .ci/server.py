"""The kernel behind Jupyter's own server, as JupyterLab and VS Code talk to it: HTTP starts, interrupts and restarts it, a WebSocket carries its
messages; ends with 1 if anything is not so."""
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

MOST_SECONDS_TO_START = 120
MOST_SECONDS_TO_INTERRUPT = 2
TOKEN = uuid.uuid4().hex


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def call(base, method, path, body=None):
    request = urllib.request.Request(
        f"http://{base}{path}", method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        text = response.read()
    return json.loads(text) if text else None


def wait_for(base):
    for _ in range(MOST_SECONDS_TO_START * 5):
        try:
            return call(base, "GET", "/api/kernelspecs")
        except OSError:
            time.sleep(0.2)
    sys.exit("the server does not answer")


def expect(what, expected, actual):
    if expected != actual:
        sys.exit(f"{what}: expected {expected!r}, got {actual!r}")


class Channels:
    """The messages of one kernel."""

    def __init__(self, connection):
        self.connection = connection
        self.session = uuid.uuid4().hex

    async def send(self, kind, content):
        header = {"msg_id": uuid.uuid4().hex, "username": "ci", "session": self.session, "msg_type": kind, "version": "5.4", "date": "2026-01-01T00:00:00Z"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
        await self.connection.write_message(json.dumps(message))
        return header["msg_id"]

    async def run(self, code):
        return await self.send("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True})

    async def until_reply(self, request):
        """The reply, and what the cell showed: that comes on a channel of its own, and ends where the kernel is idle again."""
        shown = []
        reply = None
        idle = False
        while reply is None or not idle:
            text = await asyncio.wait_for(self.connection.read_message(), MOST_SECONDS_TO_START)
            if text is None:
                sys.exit("the server closed the channels")
            message = json.loads(text)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"].endswith("_reply"):
                reply = message["content"]
            elif message["msg_type"] == "status":
                idle = message["content"]["execution_state"] == "idle"
            else:
                shown.append((message["msg_type"], message["content"]))
        return reply, shown

    async def until_shown(self, request, kind):
        while True:
            message = json.loads(await asyncio.wait_for(self.connection.read_message(), MOST_SECONDS_TO_START))
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == kind:
                return


async def talk(base):
    kernel = call(base, "POST", "/api/kernels", {"name": "loganalytics"})["id"]
    channels = Channels(await websocket_connect(HTTPRequest(f"ws://{base}/api/kernels/{kernel}/channels", headers={"Authorization": f"token {TOKEN}"})))

    reply, shown = await channels.until_reply(await channels.run('var answer = 6 * 7;\nConsole.WriteLine("streamed");\nanswer'))
    expect("a cell", "ok", reply["status"])
    expect("its output", True, ("stream", {"name": "stdout", "text": "streamed\n"}) in shown)
    expect("its value", ["42"], [content["data"]["text/plain"] for kind, content in shown if kind == "execute_result"])

    reply, _ = await channels.until_reply(await channels.send("complete_request", {"code": "answer.ToStr", "cursor_pos": 12}))
    expect("completion", True, "ToString" in reply["matches"])

    endless = await channels.run("Console.WriteLine(1);\nwhile (true) ;")
    await channels.until_shown(endless, "stream")
    asked = time.monotonic()
    call(base, "POST", f"/api/kernels/{kernel}/interrupt")
    reply, _ = await channels.until_reply(endless)
    seconds = time.monotonic() - asked
    print(f"interrupted over HTTP after {seconds:.2f} s")
    expect("the interrupted cell", ("error", "Interrupted"), (reply["status"], reply["ename"]))
    if seconds > MOST_SECONDS_TO_INTERRUPT:
        sys.exit("that is too late")

    _, shown = await channels.until_reply(await channels.run("answer"))
    expect("what was there before", ["42"], [content["data"]["text/plain"] for kind, content in shown if kind == "execute_result"])
    call(base, "POST", f"/api/kernels/{kernel}/restart")
    reply, _ = await channels.until_reply(await channels.run("answer"))
    expect("a variable after a restart", "CS0103", reply["ename"])
    call(base, "DELETE", f"/api/kernels/{kernel}")
    expect("the kernels in the end", [], call(base, "GET", "/api/kernels"))


def main():
    base = f"127.0.0.1:{free_port()}"
    command = [
        sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--port={base.split(':')[1]}", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.token={TOKEN}", f"--ServerApp.root_dir={os.environ.get('JUPYTER_RUNTIME_DIR', '.')}"]
    os.makedirs(os.environ.get("JUPYTER_RUNTIME_DIR", "."), exist_ok=True)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        expect("the kernel in the list", True, "loganalytics" in wait_for(base)["kernelspecs"])
        asyncio.run(talk(base))
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


main()
