"""`yakkan import` and `lint` under random texts, and their time and memory by the size of the text.

python bench/printed.py [how many random texts, 100000]
"""

import random
import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dsl.base.diagnostic import BadInput
from dsl.official import lint_document, read_document
from tests.test_printed_laws import MARKS, TEXTS, mixed, shares_out


def main(count: int) -> None:
    chance = random.Random(1)
    names = sorted(TEXTS)
    refused = 0
    for number in range(count):
        if number % 2:
            text = mixed(TEXTS[names[number % len(names)]], chance)
        else:
            text = "".join(chance.choice(MARKS) for _ in range(chance.randrange(1, 80)))
        try:
            document = read_document(text, "x")
            shares_out(document)
            if number % 10 == 0:
                lint_document(document, judgement=True)
        except BadInput:
            refused += 1
    print(f"{count} texts: no exception, every character in one node; {refused} refused by a diagnostic")
    whole = TEXTS["fitness"]
    base = 0.0
    print("bytes      import s   per byte   lint s     memory/byte")
    for times in (3, 10, 30, 100, 300):
        text = whole + "".join(whole[whole.index("第１条（目的）\n") :] for _ in range(times - 1))
        size = len(text.encode())
        start = time.process_time()
        document = read_document(text, "x")
        read = time.process_time() - start
        start = time.process_time()
        lint_document(document) if times <= 30 else None
        linted = time.process_time() - start
        tracemalloc.start()
        read_document(text, "x")
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        base = base or read / size
        print(f"{size:>9}  {read:>8.3f}  ×{read / size / base:>6.2f}  {linted:>8.3f}  {memory / size:>8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
