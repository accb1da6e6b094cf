"""Run in a fresh process: imports a handler, calls it with its first event, and prints how long that took.

Arguments: the unpacked zip, the handler's module, the event as JSON. Prints one line of JSON last.
"""

import time

STARTED, STARTED_CPU = time.perf_counter(), time.process_time()

import importlib  # noqa: E402  # the clock runs first
import json  # noqa: E402
import sys  # noqa: E402


class Context:
    """Lambda's context of an invocation."""

    function_name = "function"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:function"
    aws_request_id = "invocation-1"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


def main() -> None:
    tree, module, event = sys.argv[1:]
    sys.path.insert(0, tree)
    handle = importlib.import_module(module).handle
    imported = time.perf_counter()
    answer = handle(json.loads(event), Context())
    answered = time.perf_counter()
    figures = {
        "imported_ms": (imported - STARTED) * 1000,
        "answered_ms": (answered - STARTED) * 1000,
        "cpu_ms": (time.process_time() - STARTED_CPU) * 1000,
    }
    print(json.dumps({"answer": answer, **figures}))


main()
