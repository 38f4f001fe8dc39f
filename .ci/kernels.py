"""Two kernels under Jupyter's own client: state apart, an endless loop ended within two seconds, a restart; ends with 1 if not so."""
import os
import queue
import sys
import time

from jupyter_client.manager import KernelManager

MOST_SECONDS_TO_INTERRUPT = 2


def start(transport="tcp"):
    manager = KernelManager(kernel_name="loganalytics", transport=transport)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    # Outputs before the subscription has arrived would be lost; the kernel says when it has (JEP 65).
    # What it publishes in the same moment, that it is starting, may come first.
    while (kind := client.get_iopub_msg(timeout=120)["msg_type"]) != "iopub_welcome":
        expect("before the welcome", "status", kind)
    client.wait_for_ready(timeout=120)
    return manager, client


def run(client, code):
    """The reply's content and the text of the value."""
    values = []

    def take(message):
        if message["msg_type"] == "execute_result":
            values.append(message["content"]["data"]["text/plain"])

    reply = client.execute_interactive(code, timeout=120, output_hook=take, store_history=True)
    return reply["content"], values[0] if values else None


def expect(what, expected, actual):
    if expected != actual:
        sys.exit(f"{what}: expected {expected!r}, got {actual!r}")


def main():
    first_manager, first = start()
    second_manager, second = start()
    try:
        run(first, 'var who = "first";')
        run(second, 'var who = "second";')

        endless = first.execute("Console.WriteLine(1); while (true) ;")
        time.sleep(3)
        expect("the other kernel meanwhile", "second", run(second, "who")[1])
        asked = time.monotonic()
        first_manager.interrupt_kernel()
        while True:
            try:
                reply = first.get_shell_msg(timeout=20)
            except queue.Empty:
                sys.exit("the endless loop was not interrupted")
            if reply["parent_header"].get("msg_id") == endless:
                break
        seconds = time.monotonic() - asked
        print(f"interrupted after {seconds:.2f} s")
        expect("the interrupted cell", ("error", "Interrupted"), (reply["content"]["status"], reply["content"]["ename"]))
        if seconds > MOST_SECONDS_TO_INTERRUPT:
            sys.exit("that is too late")
        expect("what was there before", "first", run(first, "who")[1])

        first_manager.restart_kernel()
        first.wait_for_ready(timeout=120)
        expect("a variable after a restart", "CS0103", run(first, "who")[0]["ename"])
        expect("the other kernel after it", "second", run(second, "who")[1])

        third_manager, third = start(transport="ipc")
        expect("a kernel over ipc", "3", run(third, "1 + 2")[1])
        third.stop_channels()
        socket = f"{third_manager.ip}-{third_manager.shell_port}"
        expect("the socket of the kernel over ipc", True, os.path.exists(socket))
        third_manager.shutdown_kernel()
        expect("the socket after its end", False, os.path.exists(socket))
    finally:
        for manager, client in ((first_manager, first), (second_manager, second)):
            client.stop_channels()
            manager.shutdown_kernel(now=True)


main()
