"""The reference of the client's measures: psycopg 3 in its binary build. Prints the seconds of one measure.

    client.py MEASURE AMOUNT       reaches the database by libpq's PG* variables

Statements are prepared and results are text, as in the client that is measured.
"""

import sys
import time

import psycopg
from psycopg import IsolationLevel, pq

INSERT = "insert into inserted (id, words, score) values (%s::bigint, %s::text, %s::integer)"
WORDS = "a line of words to keep"
ROWS = "select id, words, score, share, is_met, at from read"


def version(connection, amount):
    server = connection.info.server_version
    return f"psycopg {psycopg.__version__} ({pq.__impl__}), its libpq {pq.version()}, server {server}"


def round_trips(connection, amount):
    def run(count):
        with connection.cursor() as cursor:
            for number in range(count):
                cursor.execute("select %s::integer + 1", (number % 1000,), prepare=True)
                if cursor.fetchone()[0] != number % 1000 + 1:
                    raise SystemExit("a wrong answer")
        connection.commit()

    return timed(run, 1000, amount)


def inserts(connection, amount):
    empty(connection)

    def run(count):
        with connection.cursor() as cursor:
            for number in range(count):
                cursor.execute(INSERT, (number, WORDS, number % 1000), prepare=True)
        connection.commit() if count == amount else connection.rollback()

    return timed(run, 1000, amount)


def inserts_alone(connection, amount):
    empty(connection)

    def run(first, end):
        with connection.cursor() as cursor:
            for number in range(first, end):
                cursor.execute(INSERT, (number, WORDS, number % 1000), prepare=True)
                connection.commit()

    run(amount, amount + 50)
    start = time.perf_counter()
    run(0, amount)
    return time.perf_counter() - start


def rows(connection, amount):
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True

    def run(count):
        with connection.cursor() as cursor:
            cursor.execute(ROWS, prepare=True)
            found = cursor.fetchall()
        connection.commit()
        if len(found) != amount:
            raise SystemExit(f"{len(found)} rows")
        return found

    return timed(run, amount, amount)


def empty(connection):
    connection.execute("truncate inserted")
    connection.commit()


def timed(run, warm, amount):
    """The seconds of the second run; what it returns is let go only after the clock has stopped."""
    run(warm)
    start = time.perf_counter()
    kept = run(amount)
    end = time.perf_counter()
    del kept
    return end - start


if __name__ == "__main__":
    with psycopg.connect("") as connection:
        print(globals()[sys.argv[1]](connection, int(sys.argv[2])))
