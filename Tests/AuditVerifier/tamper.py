#!/usr/bin/env python3
"""Tampers with an audit export at random and sees whether the independent verifier finds it, each time.

usage: tamper.py EVENTS TAMPERINGS [--time EVENTS]

The export is made here, by docs/reference/audit-format.md alone and with a key of its own, as Troth writes one. Each
tampering is of one of seven kinds; the verifier is given the tampered export, the checkpoints of an older day that were
kept elsewhere, and the key that was written down. So that 10,000 take minutes, a verifier begins where the tampering
does, from a state that it reached over the untouched events before; every hundredth is read from its first line too.

Prints `NAME: N passed, N failed`. With --time it also says how long verifying so many events takes, from files.
"""

import base64
import hashlib
import importlib.util
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))


def load_verifier():
    path = os.path.join(HERE, "..", "..", "deploy", "audit-verify.py")
    spec = importlib.util.spec_from_file_location("audit_verify", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


audit = load_verifier()
chance = random.Random(20261126)


def identifier():
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


class Signer:
    """An Ed25519 key of openssl's, that signs checkpoints of one log."""

    def __init__(self, folder, origin):
        self.folder, self.origin = folder, origin
        self.path = os.path.join(folder, "key-%d.pem" % chance.getrandbits(64))
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.path], check=True)
        public = subprocess.run(["openssl", "pkey", "-in", self.path, "-pubout", "-outform", "DER"], check=True,
                                stdout=subprocess.PIPE).stdout[-32:]
        self.id = hashlib.sha256(origin.encode() + b"\n\x01" + public).digest()[:4]
        self.key = audit.Key("%s+%s+%s" % (origin, self.id.hex(), base64.b64encode(b"\x01" + public).decode()))

    def note(self, size, root, moment):
        text = ("%s\n%d\n%s\nsystem 7442359021312312345\ntime 2026-11-26T%02d:%02d:%02d.000000Z\n" % (
            self.origin, size, base64.b64encode(root).decode(), moment // 3600 % 24, moment // 60 % 60, moment % 60)
        ).encode()
        path = os.path.join(self.folder, "text")
        with open(path, "wb") as file:
            file.write(text)
        signature = subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", self.path, "-rawin", "-in", path],
                                   check=True, stdout=subprocess.PIPE).stdout
        return text + b"\n\xe2\x80\x94 " + self.origin.encode() + b" " + base64.b64encode(self.id + signature) + b"\n"


class Export:
    """Lines, and the checkpoints over them."""

    def __init__(self, count, batch, folder):
        self.practice = identifier()
        self.signer = Signer(folder, "troth/audit/" + self.practice)
        people = [identifier() for _ in range(20)]
        cases = [identifier() for _ in range(500)]
        acts = [("note sign", "notes", "insert"), ("note show", "notes", "open"), ("case list", "partners", "open"),
                ("session record", "sessions", "update"), ("case show", "case", "deny")]
        self.lines, transaction = [], 800
        for number in range(1, count + 1):
            act, thing, done = chance.choice(acts)
            transaction += chance.randint(0, 3)
            self.lines.append((
                '{"v":1,"event":%d,"at":"2026-11-%02dT%02d:%02d:%02d.%06dZ","system":"7442359021312312345",'
                '"transaction":%d,"practice":"%s","session":"%s","actor":"%s","came_as":"troth_gate","act":"%s",'
                '"object":"%s","operation":"%s","cases":["%s"],"rows":["%s"],"sealed":[%s],"handle":null}' % (
                    number, 1 + number * 25 // count, number // 3600 % 24, number // 60 % 60, number % 60,
                    chance.randrange(10**6), transaction, self.practice, chance.choice(people), chance.choice(people),
                    act, thing, done, chance.choice(cases), identifier(),
                    '"%064x"' % chance.getrandbits(256) if done == "insert" else "")).encode())
        self.sizes = list(range(batch, count, batch)) + [count]
        self.notes = self.sign(self.lines, self.sizes, self.signer)

    @staticmethod
    def leaves(lines):
        return [hashlib.sha256(b"\x00" + line).digest() for line in lines]

    @classmethod
    def sign(cls, lines, sizes, signer):
        tree, notes = audit.Tree(), []
        for size in sizes:
            tree.extend(cls.leaves(lines[tree.size:size]))
            notes.append(signer.note(size, tree.root(), len(notes)))
        return notes

    def write(self, folder):
        with open(os.path.join(folder, "events.jsonl"), "wb") as file:
            for line in self.lines:
                file.write(line + b"\n")
        with open(os.path.join(folder, "checkpoints"), "wb") as file:
            file.write(b"".join(note + b"\n" for note in self.notes))
        with open(os.path.join(folder, "key"), "w", encoding="utf-8") as file:
            file.write(self.signer.key.text() + "\n")


class Tampering:
    """An export as somebody left it: what differs, from where on."""

    def __init__(self, export, notes=None, start=None, tail=None, elsewhere=None, key=None):
        self.notes = export.notes if notes is None else notes
        self.start = len(export.lines) if start is None else start
        self.tail = [] if tail is None else tail
        self.elsewhere, self.key = elsewhere, key


def flip(export, place):
    line = bytearray(export.lines[place])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    # what a flipped line feed does is another number of lines
    return Tampering(export, start=place, tail=bytes(line).split(b"\n") + export.lines[place + 1:])


def flip_checkpoint(export, _):
    notes = list(export.notes)
    place = chance.randrange(len(notes))
    note = bytearray(notes[place])
    note[chance.randrange(len(note))] ^= 1 << chance.randrange(8)
    notes[place] = bytes(note)
    return Tampering(export, notes=notes)


def delete(export, place):
    count = min(chance.choice([1, 1, 1, 2, 10, 1000]), len(export.lines) - place)
    return Tampering(export, start=place, tail=export.lines[place + count:])


def insert(export, place):
    line = chance.choice(export.lines)
    if chance.random() < 0.5:
        line = re.sub(rb'"event":[0-9]+', b'"event":%d' % chance.randrange(10**9), line)
    return Tampering(export, start=place, tail=[line] + export.lines[place:])


def reorder(export, place):
    other = chance.randrange(len(export.lines))
    first, second = min(place, other), max(place, other)
    if first == second:
        first, second = (first - 1, second) if first else (first, second + 1)
    tail = export.lines[first:]
    tail[0], tail[second - first] = tail[second - first], tail[0]
    return Tampering(export, start=first, tail=tail)


def truncate(export, place):
    """Cuts the lines, or the lines and every checkpoint over them, which only one kept elsewhere shows."""
    if chance.random() < 0.5 or place < export.sizes[0]:
        return Tampering(export, start=place, tail=[])
    # where the newest checkpoint at hand is older than the cut, nothing covers what was cut off
    kept = chance.randrange(0, len(export.sizes) - 1)
    return Tampering(export, notes=export.notes[:kept], start=export.sizes[kept - 1] if kept else 0, tail=[])


def fork(export, place):
    """Another history from an event on, with checkpoints signed by the right key from there on."""
    line = re.sub(rb'"actor":"[^"]*"', b'"actor":"%s"' % identifier().encode(), export.lines[place])
    tail = [line] + export.lines[place + 1:]
    kept = [n for n, size in zip(export.notes, export.sizes) if size <= place]
    tree = state_before(export, place).tree.copy()
    count = tree.size
    tree.extend(Export.leaves(export.lines[count:place] + tail))
    return Tampering(export, notes=kept + [export.signer.note(tree.size, tree.root(), 86399)], start=place, tail=tail)


def wrong_key(export, place):
    """Signed with another key: the newest checkpoint, or all of it, key file and all."""
    other = WRONG
    notes = [note if number % 97 else other.note(size, b"\0" * 32, 1)
             for number, (note, size) in enumerate(zip(export.notes, export.sizes))]
    if chance.random() < 0.5:
        notes = export.notes[:-1] + [other.note(export.sizes[-1], TREE_ROOT, place % 86400)]
    return Tampering(export, notes=notes)


STATES = {}


def state_before(export, place):
    """A verifier that has read the untouched lines up to the last kept place before `place`."""
    return STATES[max(number for number in STATES if number <= place)]


class Resumed:
    """Reads tampered exports from where they differ."""

    def __init__(self, export, elsewhere):
        self.export, self.elsewhere = export, elsewhere
        verifier = audit.Verifier(export.signer.key, self.own(export.notes), elsewhere)
        step = max(1, len(export.lines) // 512)
        for start in range(0, len(export.lines), step):
            STATES[start] = verifier.copy()
            verifier.take(export.lines[start:start + step])
        STATES[len(export.lines)] = verifier.copy()
        assert verifier.finish(), verifier.problems

    @staticmethod
    def own(notes):
        return audit.read_checkpoints(b"".join(note + b"\n" for note in notes), "checkpoints")

    def finds(self, tampering, from_the_start=False):
        """Whether the verifier says that something was changed."""
        try:
            verifier = audit.Verifier(self.export.signer.key, self.own(tampering.notes), self.elsewhere)
        except audit.Unreadable:
            return True
        if verifier.problems:
            return True
        start = tampering.start
        begin = 0
        if not from_the_start and tampering.notes[:1]:
            known = max(number for number in STATES if number <= start)
            # the untouched beginning was read already; what it was compared with is the same up to there
            verifier.tree, begin = STATES[known].tree.copy(), known
            while verifier._next < len(verifier.sizes) and verifier.sizes[verifier._next] <= known:
                size = verifier.sizes[verifier._next]
                if any(c.root != ROOTS[size] for c in verifier.expected[size]):
                    return True
                verifier._next += 1
        if not verifier.take(self.export.lines[begin:start]):
            return True
        for piece in range(0, len(tampering.tail), 1024):
            if not verifier.take(tampering.tail[piece:piece + 1024]):
                return True
        return not verifier.finish()


def prove(count, tamperings, folder):
    global WRONG, TREE_ROOT, ROOTS
    export = Export(count, max(1, count // 200), folder)
    WRONG = Signer(folder, export.signer.origin)
    # kept elsewhere: the checkpoint of the end, on another machine
    elsewhere = Resumed.own([export.notes[-1]])
    ROOTS = {c.size: c.root for c in Resumed.own(export.notes)}
    TREE_ROOT = ROOTS[count]
    resumed = Resumed(export, elsewhere)
    kinds = [flip, delete, insert, reorder, truncate, fork, wrong_key, flip_checkpoint]
    passed, failed = 0, 0
    for number in range(tamperings):
        kind = kinds[number % len(kinds)]
        tampering = kind(export, chance.randrange(count))
        found = resumed.finds(tampering)
        if number % 100 == 0:
            found = found and resumed.finds(tampering, from_the_start=True)
        if found:
            passed += 1
        else:
            failed += 1
            print("not found: %s at %d" % (kind.__name__, tampering.start), file=sys.stderr)
    # and the untouched one is not cried at
    honest = not resumed.finds(Tampering(export), from_the_start=True)
    passed, failed = passed + honest, failed + (not honest)
    print("Tamperings with an audit of %d events, found by the independent verifier: %d passed, %d failed"
          % (count, passed, failed))
    return failed == 0


def measure(count, folder):
    export = Export(count, max(1, count // 250), folder)
    export.write(folder)
    key = export.signer.key.text()
    del export
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    answer = subprocess.run([sys.executable, os.path.join(HERE, "..", "..", "deploy", "audit-verify.py"), folder,
                             "--key", key], stdout=subprocess.PIPE, check=False)
    seconds = time.monotonic() - began
    if answer.returncode != 0:
        print(answer.stdout.decode(), file=sys.stderr)
        return False
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print("Verifying %d events took %.1f s, %.1f s of a processor" % (count, seconds, busy))
    return True


def main():
    count, tamperings = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        good = prove(count, tamperings, folder) if tamperings else True
        if "--time" in sys.argv:
            good = measure(int(sys.argv[sys.argv.index("--time") + 1]), folder) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
