#!/usr/bin/env python3
"""Verifies an audit export of Troth: independently of the program, from docs/reference/audit-format.md alone.

usage: audit-verify.py FOLDER [--key KEY] [--checkpoints FILE]...

FOLDER holds events.jsonl, checkpoints and key. --key is the key as it was written down when the practice began (a text
or a file); without it the export's own key is used, which proves only that the export agrees with itself. --checkpoints
names a file of checkpoints that was kept elsewhere; may be given more than once.

Ends with a plain verdict: 0 where nothing was changed, 1 where something was, 2 where it could not be looked at.
Needs Python 3.9 and the openssl command, nothing else.
"""

import argparse
import base64
import binascii
import hashlib
import os
import re
import subprocess
import sys
import tempfile

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TEXT = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
ID = r'(?:"%s"|null)' % UUID
IDS = r'\[(?:"%s"(?:,"%s")*)?\]' % (UUID, UUID)
EVENT = re.compile((
    r'\{"v":1,"event":[0-9]+,"at":"[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",'
    r'"system":"[0-9]+","transaction":[0-9]+,"practice":(%(id)s),"session":%(id)s,"actor":%(id)s,'
    r'"came_as":%(text)s,"act":(?:%(text)s|null),"object":%(text)s,"operation":"[a-z_]+",'
    r'"cases":%(ids)s,"rows":%(ids)s,"sealed":\[(?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?\],'
    r'"handle":(?:"[A-Z0-9]{8}"|null)\}' % {"id": ID, "ids": IDS, "text": TEXT}).encode())
ORIGIN = re.compile(r"troth/audit/" + UUID)
NUMBER = re.compile(r"0|[1-9][0-9]*")
# The DER of an Ed25519 public key before its 32 bytes (RFC 8410).
KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
LONGEST_CHECKPOINT = 4096


class Unreadable(Exception):
    """What cannot be looked at, in words."""


def exact_base64(text):
    """The bytes of a base64 text that is written in the one right way, else None."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    """A key that verifies checkpoints: name+id+base64(01 | public key)."""

    def __init__(self, text):
        parts = text.strip().split("+", 2)
        data = exact_base64(parts[2]) if len(parts) == 3 else None
        if data is None or len(data) != 33 or data[0] != 1:
            raise Unreadable("this is no key: " + text.strip()[:80])
        self.name, self.public = parts[0], data[1:]
        self.id = hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]
        if self.id.hex() != parts[1]:
            raise Unreadable("the id of this key is not that of its name and bytes: " + text.strip()[:80])
        self._verified = {}

    def text(self):
        return "%s+%s+%s" % (self.name, self.id.hex(), base64.b64encode(b"\x01" + self.public).decode())

    def verifies(self, signature, text):
        known = (signature, text)
        if known not in self._verified:
            self._verified[known] = self._ask_openssl(signature, text)
        return self._verified[known]

    def _ask_openssl(self, signature, text):
        with tempfile.TemporaryDirectory() as folder:
            def put(name, data):
                path = os.path.join(folder, name)
                with open(path, "wb") as file:
                    file.write(data)
                return path
            try:
                answer = subprocess.run(
                    ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
                     "-inkey", put("key", KEY_PREFIX + self.public), "-in", put("text", text),
                     "-sigfile", put("signature", signature)],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            except FileNotFoundError:
                raise Unreadable("the openssl command is not there") from None
        return answer.returncode == 0 and b"Verified Successfully" in answer.stdout


class Checkpoint:
    """A checkpoint as it was read: origin, size, root, and the signatures under its text."""

    def __init__(self, note, place):
        self.place = place
        head, gap, tail = note.rpartition(b"\n\n")
        try:
            lines = head.decode().split("\n")
            signatures = tail.decode().split("\n")
        except UnicodeDecodeError:
            raise Unreadable("%s: no checkpoint" % place) from None
        if not gap or len(lines) != 5 or signatures.pop() != "" or not 1 <= len(signatures) <= 16:
            raise Unreadable("%s: no checkpoint" % place)
        root = exact_base64(lines[2])
        if not (ORIGIN.fullmatch(lines[0]) and NUMBER.fullmatch(lines[1]) and root is not None and len(root) == 32
                and lines[3].startswith("system ") and NUMBER.fullmatch(lines[3][7:])
                and lines[4].startswith("time ") and len(lines[4]) > 5):
            raise Unreadable("%s: no checkpoint" % place)
        self.text = head + b"\n"
        self.origin, self.size, self.root, self.time = lines[0], int(lines[1]), root, lines[4][5:]
        self.signatures = []
        for line in signatures:
            parts = line.split(" ")
            data = exact_base64(parts[2]) if len(parts) == 3 and parts[0] == "\u2014" else None
            if data is None or len(data) <= 4:
                raise Unreadable("%s: no signature line" % place)
            self.signatures.append((parts[1], data[:4], data[4:]))

    def is_signed(self, key):
        its = [data for name, number, data in self.signatures if name == key.name and number == key.id]
        return bool(its) and all(key.verifies(data, self.text) for data in its)


def read_checkpoints(data, name):
    """The checkpoints of a file's bytes; a last one that was not written whole counts for nothing."""
    found, start, gaps, line = [], 0, 0, 1
    begin = line
    position = data.find(b"\n")
    while position >= 0:
        line += 1
        if position > start and data[position - 1:position] == b"\n":
            gaps += 1
            if gaps == 2:
                found.append(Checkpoint(data[start:position], "%s, line %d" % (name, begin)))
                start, gaps, begin = position + 1, 0, line
        if position + 1 - start > LONGEST_CHECKPOINT:
            break
        position = data.find(b"\n", position + 1)
    if len(data) - start > LONGEST_CHECKPOINT:
        raise Unreadable("%s, line %d: no checkpoint" % (name, begin))
    return found


class Tree:
    """A Merkle tree that grows: the roots of its complete subtrees, the largest first, each with its height."""

    def __init__(self):
        self.size, self.subtrees = 0, []

    def copy(self):
        other = Tree()
        other.size, other.subtrees = self.size, list(self.subtrees)
        return other

    def extend(self, leaves):
        """Adds leaf hashes. Whole aligned runs are folded level by level, which is what makes it fast."""
        sha256, subtrees = hashlib.sha256, self.subtrees
        start = 0
        while start < len(leaves):
            height = 0
            while height < 16 and not self.size >> height & 1 and start + (2 << height) <= len(leaves):
                height += 1
            run = leaves[start:start + (1 << height)]
            start += len(run)
            self.size += len(run)
            while len(run) > 1:
                run = [sha256(b"\x01" + run[i] + run[i + 1]).digest() for i in range(0, len(run), 2)]
            root = run[0]
            while subtrees and subtrees[-1][0] == height:
                root = sha256(b"\x01" + subtrees.pop()[1] + root).digest()
                height += 1
            subtrees.append((height, root))

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root


class Verifier:
    """Reads the events of one log in order and compares the tree with every checkpoint on the way."""

    def __init__(self, key, own, elsewhere):
        """`own` are the checkpoints of the export; `elsewhere` those that were kept apart from it."""
        self.key, self.tree, self.problems = key, Tree(), []
        self.origin, self.last = key.name, own[-1].size if own else 0
        if not own:
            self.problems.append("the export holds no checkpoint")
        self.expected = {}
        previous = -1
        for checkpoint in own:
            if checkpoint.size <= previous:
                self.problems.append("%s: the checkpoints are in another order" % checkpoint.place)
            previous = checkpoint.size
        for checkpoint in own + elsewhere:
            if checkpoint.origin != self.origin:
                self.problems.append("%s: this checkpoint is of another log, %s" % (checkpoint.place, checkpoint.origin))
            elif not checkpoint.is_signed(key):
                self.problems.append("%s: this checkpoint is not signed with the key" % checkpoint.place)
            else:
                self.expected.setdefault(checkpoint.size, []).append(checkpoint)
        self.sizes = sorted(self.expected)
        self.agreed = 0
        self._next = 0
        while self._next < len(self.sizes) and self.sizes[self._next] == 0:
            self._compare()

    def copy(self):
        """The same verifier at the same place, so that a long beginning is read once."""
        other = Verifier.__new__(Verifier)
        other.__dict__.update(self.__dict__)
        other.tree, other.problems = self.tree.copy(), list(self.problems)
        return other

    def take(self, lines):
        """The next lines, each without its line feed. Returns whether nothing is wrong yet."""
        sha256, matches = hashlib.sha256, EVENT.fullmatch
        for number, line in enumerate(lines, self.tree.size + 1):
            if not matches(line):
                self.problems.append("line %d is no event of this format" % number)
                break
        leaves = [sha256(b"\x00" + line).digest() for line in lines]
        start = 0
        while self._next < len(self.sizes) and self.sizes[self._next] <= self.tree.size + len(leaves) - start:
            count = self.sizes[self._next] - self.tree.size
            self.tree.extend(leaves[start:start + count])
            start += count
            self._compare()
        self.tree.extend(leaves[start:])
        return not self.problems

    def _compare(self):
        size = self.sizes[self._next]
        self._next += 1
        root = self.tree.root()
        wrong = [c for c in self.expected[size] if c.root != root]
        for checkpoint in wrong:
            self.problems.append(
                "events %d to %d are not those that were signed at %s (%s): something in them was changed, or the log "
                "was forked" % (self.agreed + 1, size, checkpoint.time, checkpoint.place))
        if not wrong:
            self.agreed = size

    def finish(self):
        """What can be said at the end. Returns whether nothing was changed."""
        if self._next < len(self.sizes):
            checkpoint = self.expected[self.sizes[-1]][-1]
            self.problems.append(
                "the export ends after %d events, and the checkpoint of %s covers %d (%s): the end was cut off, unless the "
                "export was made before that" % (self.tree.size, checkpoint.time, checkpoint.size, checkpoint.place))
        elif self.tree.size > self.last:
            self.problems.append(
                "%d events stand after the last checkpoint of the export, which covers %d: they were added"
                % (self.tree.size - self.last, self.last))
        return not self.problems


def lines_of(file):
    """Pieces of a file as lists of lines; a last line without its line feed is marked as no event."""
    rest = b""
    while True:
        piece = file.read(1 << 22)
        if not piece:
            break
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        yield lines
    if rest:
        yield [b"not ended: " + rest]


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Unreadable("%s cannot be read: %s" % (path, error.strerror)) from None


def verify(arguments):
    folder = arguments.folder
    problems = []
    own_key = Key(read(os.path.join(folder, "key")).decode("utf-8", "replace"))
    key = own_key
    if arguments.key:
        text = read(arguments.key).decode("utf-8", "replace") if os.path.exists(arguments.key) else arguments.key
        key = Key(text)
        if key.text() != own_key.text():
            problems.append("the key in the export is not the one that was written down")
    else:
        print("Without --key this shows only that the export agrees with itself. Compare its key with yours:\n  "
              + own_key.text())
    path = os.path.join(folder, "checkpoints")
    own = []
    try:
        own = read_checkpoints(read(path), path)
    except Unreadable as error:
        problems.append(str(error))
    elsewhere = []
    for name in arguments.checkpoints:
        kept = read_checkpoints(read(name), name)
        its = [c for c in kept if c.origin == key.name]
        if not its:
            problems.append("%s holds no checkpoint of %s: it is of another log or server" % (name, key.name))
        elsewhere += its
    verifier = Verifier(key, own, elsewhere)
    path = os.path.join(folder, "events.jsonl")
    try:
        with open(path, "rb") as file:
            for lines in lines_of(file):
                verifier.take(lines)
    except OSError as error:
        raise Unreadable("%s cannot be read: %s" % (path, error.strerror)) from None
    verifier.finish()
    problems += verifier.problems
    for problem in problems[:100]:
        print("! " + problem)
    if len(problems) > 100:
        print("! and %d more" % (len(problems) - 100))
    print("%d events, %d checkpoints in the export, %d from elsewhere, key %s."
          % (verifier.tree.size, len(own), len(elsewhere), key.id.hex()))
    if problems:
        print("CHANGED: this is not the audit that was signed.")
        return 1
    print("UNCHANGED: all of it is as it was signed, up to %s." % own[-1].time)
    return 0


def main():
    parser = argparse.ArgumentParser(
        description="Verifies an audit export of Troth, from docs/reference/audit-format.md alone.")
    parser.add_argument("folder", help="the export's folder")
    parser.add_argument("--key", help="the key that was written down, or a file with it")
    parser.add_argument("--checkpoints", action="append", default=[], metavar="FILE",
                        help="checkpoints that were kept elsewhere; may be given more than once")
    try:
        return verify(parser.parse_args())
    except Unreadable as error:
        print("It could not be looked at: %s" % error)
        return 2


if __name__ == "__main__":
    sys.exit(main())
