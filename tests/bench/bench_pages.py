"""`python -m tests.bench.bench_pages`: requests per second and slow answers of patients' pages.

Each page is measured in turn with a bare Django view of the same process (`/healthz`: no database, no template), so
that the ratio holds on any machine. Nothing is asserted.
"""

import http.client
import statistics
import threading
import time

from tests.running import RunningClinic

BASELINE = "/healthz"
PAGES = {"home": "/", "topic": "/faq/does-crps-spread/", "index": "/faq/", "services": "/services/"}
CLIENTS, REQUESTS, ROUNDS = 4, 60, 3


def main():
    with RunningClinic() as clinic:
        for path in [BASELINE, *PAGES.values()]:
            load(clinic.port, path, 10)
        print(f"{'page':<10}{'per second':>12}{'of bare view':>14}{'p95 ms':>9}{'of bare view':>14}")
        for name, path in PAGES.items():
            report(name, *paired(clinic.port, path))


def paired(port, path):
    """Medians over rounds of (requests per second, p95 in ms), page and baseline in turn."""
    rounds = [(load(port, path, REQUESTS), load(port, BASELINE, REQUESTS * 4)) for _ in range(ROUNDS)]
    return [[statistics.median(one[which][figure] for one in rounds) for figure in (0, 1)] for which in (0, 1)]


def report(name, page, bare):
    shares = f"{page[0] / bare[0]:>13.3f}×"
    slower = f"{page[1] / bare[1]:>13.1f}×"
    print(f"{name:<10}{page[0]:>12.0f}{shares}{page[1]:>9.1f}{slower}")


def load(port, path, requests):
    """GET `path` from CLIENTS keep-alive clients: (requests per second, 95th percentile in ms)."""
    times = []
    clients = [threading.Thread(target=client, args=(port, path, requests // CLIENTS, times)) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    elapsed = time.perf_counter() - began
    return len(times) / elapsed, sorted(times)[int(len(times) * 0.95) - 1] * 1000


def client(port, path, requests, times):
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    for _ in range(requests):
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        times.append(time.perf_counter() - began)
    connection.close()


if __name__ == "__main__":
    main()
