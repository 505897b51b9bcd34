"""What the runs share: Java's turns, figures and how they are printed."""
import os
import platform
import statistics
import subprocess

import numpy as np


class Java:
    """A Java process that answers requests, a line each."""

    def __init__(self, arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *request):
        self.process.stdin.write(" ".join(map(str, request)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"Java ended at: {' '.join(map(str, request))}")
        if answer.startswith("failed: "):
            raise RuntimeError(answer[8:].strip())
        return answer.strip()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def machine(versions):
    """The first lines of every run."""
    with open("/proc/cpuinfo") as file:
        name = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "a processor")
    print(f"{os.cpu_count()} cores of: {name}; load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}")
    print(", ".join(versions), flush=True)


def spread(numbers, form="{:.2f}"):
    """Median (least - largest)."""
    texts = [form.format(n) for n in (statistics.median(numbers), min(numbers), max(numbers))]
    return f"{texts[0]} ({texts[1]}-{texts[2]})"


def roc_auc(y, p):
    order = np.argsort(p, kind="stable")
    _, first, count = np.unique(p[order], return_index=True, return_counts=True)
    ranks = np.empty(len(p))
    ranks[order] = np.repeat(first + (count + 1) / 2, count)
    positive = y == 1
    n = positive.sum()
    return (ranks[positive].sum() - n * (n + 1) / 2) / (n * (len(y) - n))


def log_loss(y, p):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p))
