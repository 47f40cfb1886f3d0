#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built command on folders that somebody has damaged on purpose.

A folder of results, the work of a study, its database and a background map are made once. Each is then copied and changed,
with every checksum made good again, so that nothing but validation stands between what was written and what believes it:
values of JSON replaced by hostile ones, lines of journals rebuilt, tables packed anew, databases altered. Whatever the command
makes of it, it must end by itself with a word: exit code 0, 1, 2 or 64, no signal, at most 512 MiB, and nothing changed but
the folder that it was given.

Each folder follows from the seed and its number; a failure names both.
"""

import argparse
import gzip
import io
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKOUT = os.path.dirname(os.path.dirname(HERE))
SECONDS = 120
MEBIBYTES = 512
EXIT_CODES = {0, 1, 2, 64}

STUDY = """patrolsim-batch: 1
name: Study to be damaged
scenarios: [tiny.yaml]
strategies: [fixed-rota, data-led]
replications: 2
seed: 7
design: grid
parameters:
  deterrence.fast_gain: [0.2, 0.9]
  strategies.data-led.horizon: [28 d, 365 d]
keep: [methods, weeks, visits]
"""

BACKGROUND = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": "street"},
         "geometry": {"type": "LineString", "coordinates": [[-0.1, 51.5], [-0.11, 51.51, 3]]}},
        {"type": "Feature", "properties": None,
         "geometry": {"type": "MultiPolygon",
                      "coordinates": [[[[0, 51], [1, 51], [1, 52], [0, 51]]], [[[2, 51], [3, 51], [3, 52], [2, 51]]]]}},
    ],
}

# Stand for tokens that no encoder of JSON writes.
RAW = ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1E+308", "0x10", "01", "9" * 5000, "1." + "0" * 3000 + "1",
       "[" * 2000 + "]" * 2000, '{"a":' * 600 + "0" + "}" * 600]
NUMBERS = [0, -1, 1, 2, 3, 0.5, -0.5, 167, 168, 169, 1e15, 1e16, 1e19, -1e19, 1e30, 1e100, 1e308, -1e308, 1.7e308, 5e-324,
           2**31, 2**32, 2**53, 2**62, 2**63 - 1, 2**63, 2**64, -(2**63), -(2**63) - 1, 10**40, 99999, 100000, 100001]
TEXTS = ["", " ", "x" * 70000, "\u0000", "\u001b[2J\u202e", "../../../etc/passwd", "/etc/passwd", "/dev/zero", "no-extra-patrol",
         "crime", "targets", "everywhere", "2024-02-30", "9999-12-31", "-1", "1e9", "a,b\n\"c", "\U0001F693", "<script>",
         "external:sh -c true", "1-1000000000", "3-1", "0" * 64, "f" * 64]


class Raw:
    """A token that goes into the text as it stands."""

    def __init__(self, text):
        self.text = text


def dumps(value):
    """Returns the text of a value, raw tokens included."""
    raw = []

    def known(item):
        if isinstance(item, Raw):
            raw.append(item.text)
            return f"@raw-{len(raw) - 1}@"
        if isinstance(item, dict):
            return {key: known(entry) for key, entry in item.items()}
        if isinstance(item, list):
            return [known(entry) for entry in item]
        return item

    try:
        text = json.dumps(known(value), separators=(",", ":"), ensure_ascii=False)
    except RecursionError:
        # Nested deeper than this language writes: as good as any other text of that depth.
        return "[" * 2_000 + "]" * 2_000
    for index, token in enumerate(raw):
        text = text.replace(f'"@raw-{index}@"', token)
    return text


def hostile(rng):
    """Returns a value that nobody expects."""
    kind = rng.randrange(10)
    if kind < 4:
        return rng.choice(NUMBERS)
    if kind < 6:
        return rng.choice(TEXTS)
    if kind == 6:
        return Raw(rng.choice(RAW))
    if kind == 7:
        return rng.choice([None, True, False, [], {}, [[]], [[[]]], [None], {"": 0}])
    if kind == 8:
        return [rng.choice(NUMBERS)] * rng.choice([1, 2, 167, 1000, 100000])
    return [rng.randrange(1000) for _ in range(rng.randrange(400))]


def slot(rng, value):
    """Returns a container and a key, at any depth alike: long lists don't crowd others out."""
    place = None
    while isinstance(value, (dict, list)) and len(value) > 0:
        key = rng.choice(list(value)) if isinstance(value, dict) else rng.choice([0, len(value) - 1, rng.randrange(len(value))])
        place, value = (value, key), value[key]
        if rng.random() < 0.25:
            break
    return place


def alter(rng, value):
    """Changes a JSON value somewhere and returns it."""
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        place = slot(rng, value)
        if place is None:
            return hostile(rng)
        holder, key = place
        kind = rng.randrange(9)
        if kind < 3:
            holder[key] = hostile(rng)
        elif kind == 3:
            del holder[key]
        elif kind == 4:
            # Something of another place, which may well be of the right kind.
            other = slot(rng, value)
            if other:
                holder[key] = json.loads(json.dumps(other[0][other[1]], default=lambda raw: 0))
        elif kind == 5 and isinstance(holder[key], list):
            holder[key] = holder[key][: rng.randrange(len(holder[key]) + 1)]
        elif kind == 6 and isinstance(holder[key], list) and holder[key]:
            again = holder[key][rng.randrange(len(holder[key]))]
            holder[key] = holder[key] + [again] * (rng.choice([1, 2, 50]) if not isinstance(again, (dict, list)) else 1)
        elif kind == 7 and isinstance(holder[key], list):
            rng.shuffle(holder[key])
        elif isinstance(holder[key], (int, float)) and not isinstance(holder[key], bool):
            holder[key] = rng.choice([-holder[key], holder[key] + 1, holder[key] * 1e6, holder[key] + 0.5, holder[key] * 2**40])
        else:
            holder[key] = hostile(rng)
    return value


def alter_json(rng, path):
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    text = dumps(alter(rng, value))
    if rng.random() < 0.05:
        text = text[: rng.randrange(len(text) + 1)]
    with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write(text)


def journal_line(content):
    return b"%08x %s\n" % (zlib.crc32(content), content)


def alter_journal(rng, path):
    with open(path, "rb") as file:
        lines = file.read().split(b"\n")[:-1]
    contents = [line[9:] for line in lines]
    for _ in range(rng.choice([1, 1, 2, 4])):
        index = rng.choice([0, rng.randrange(len(contents)), rng.randrange(len(contents)), len(contents) - 1])
        parts = contents[index].split(b" ", 3)
        kind, cell, replication, text = parts if len(parts) == 4 else (b"done", b"1", b"1", b"[]")
        change = rng.randrange(12)
        if change < 5:
            try:
                value = json.loads(text)
            except (ValueError, RecursionError):
                # It was changed before.
                value = []
            text = dumps(alter(rng, value)).encode("utf-8", "surrogatepass")
        elif change == 5:
            cell = str(rng.choice(NUMBERS)).encode()
        elif change == 6:
            replication = str(rng.choice(NUMBERS)).encode()
        elif change == 7:
            kind = rng.choice([b"study", b"cell", b"done", b"failed", b"", b"x" * 300])
        elif change == 8:
            contents.insert(rng.randrange(len(contents) + 1), contents[index])
        elif change == 9:
            del contents[index]
            if not contents:
                contents = [b""]
            continue
        elif change == 10:
            text = rng.choice([b"", b"[", b"[[]]", b"[[],[],[]]", b"\xff\xfe", b"[" + b"[1e308]," * 2 + b"[1]]", b"0" * 100000])
        else:
            rng.shuffle(contents)
            continue
        contents[index] = b" ".join([kind, cell, replication, text])
    data = b"".join(journal_line(content.replace(b"\n", b" ")) for content in contents)
    if rng.random() < 0.05:
        data = data[: rng.randrange(len(data) + 1)]
    if rng.random() < 0.03:
        data += b"\0" * rng.choice([1, 5000, 9 << 20])
    with open(path, "wb") as file:
        file.write(data)


def alter_work(rng, folder):
    work = os.path.join(folder, "work")
    journals = sorted(name for name in os.listdir(work) if name.endswith(".journal"))
    kind = rng.randrange(12)
    if kind < 7:
        alter_journal(rng, os.path.join(work, rng.choice(journals)))
    elif kind == 7:
        # The same work twice, altered in one place.
        copy = os.path.join(work, "zz.journal")
        shutil.copy(os.path.join(work, rng.choice(journals)), copy)
        alter_journal(rng, copy)
    elif kind == 8:
        path = os.path.join(work, "study.yaml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text = text.replace("replications: 2", f"replications: {rng.choice([1, 3, 1000, 100000, 1000000, 10**7, -1])}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    elif kind == 9:
        jobs = {"array": 1, "merge": 2, "shards": 2}
        with open(os.path.join(work, "slurm.json"), "w", encoding="utf-8") as file:
            file.write(dumps(alter(rng, jobs)))
    elif kind == 10:
        # More parts than anybody has.
        journal = os.path.join(work, rng.choice(journals))
        with open(journal, "rb") as file:
            lines = file.read().split(b"\n")[:-1]
        header = json.loads(lines[0][9:].split(b" ", 3)[3])
        for count in rng.sample([2, 3, 7, 100, 99999, 100000, 100001, 2**62], 4):
            header["shards"], header["shard"] = count, rng.choice([1, count])
            line = journal_line(b"study 0 0 " + json.dumps(header).encode())
            with open(os.path.join(work, f"part-{count}.journal"), "wb") as file:
                file.write(line)
    else:
        name = os.path.join(work, rng.choice(journals + ["study.yaml", "tiny.scenario.yaml"]))
        replace_by_other(rng, name)


def replace_by_other(rng, path):
    """Puts something that is no regular file, or none that fits, in the place of a file."""
    os.remove(path)
    kind = rng.randrange(5)
    if kind == 0:
        os.mkfifo(path)
    elif kind == 1:
        os.mkdir(path)
    elif kind == 2:
        os.symlink("/dev/zero", path)
    elif kind == 3:
        os.symlink(path, path)
    else:
        with open(path, "wb") as file:
            file.truncate(rng.choice([0, 1, 40 << 20]))


def members(data):
    """Returns the contents of the members of a gzip file."""
    contents = []
    while data:
        stream = zlib.decompressobj(31)
        contents.append(stream.decompress(data))
        data = stream.unused_data
    return contents


def member(content):
    output = io.BytesIO()
    with gzip.GzipFile(fileobj=output, mode="wb", mtime=0) as file:
        file.write(content)
    return output.getvalue()


def alter_rows(rng, text):
    """Changes the rows of a table."""
    rows = text.split(b"\n")
    for _ in range(rng.choice([1, 1, 3])):
        index = rng.randrange(len(rows))
        kind = rng.randrange(7)
        if kind == 0:
            cells = rows[index].split(b",")
            cells[rng.randrange(len(cells))] = str(hostile(rng))[:100000].encode("utf-8", "replace")
            rows[index] = b",".join(cells)
        elif kind == 1:
            rows.insert(rng.randrange(len(rows) + 1), rows[index])
        elif kind == 2:
            rows[index] = rng.choice([b"", b",", b"\"", b"1", b"99999999999999999999,", b"-1,x", b"\xff" * 50, b"1," + b"0" * 2000000])
        elif kind == 3:
            rows = rows[: index]
            if not rows:
                rows = [b""]
        elif kind == 4:
            rng.shuffle(rows)
        else:
            rows = rows[:index] + [row.replace(b"1,", b"2,", 1) for row in rows[index:]]
    return b"\n".join(rows)


def alter_packed(rng, path):
    with open(path, "rb") as file:
        data = file.read()
    contents = members(data)
    index = rng.randrange(len(contents))
    kind = rng.randrange(9)
    if kind < 3:
        contents[index] = alter_rows(rng, contents[index])
    elif kind == 3:
        contents.insert(rng.randrange(len(contents) + 1), contents[index])
    elif kind == 4:
        del contents[index]
    elif kind == 5:
        rng.shuffle(contents)
    elif kind == 6:
        contents = [b"".join(contents)]
    elif kind == 7:
        # Little that becomes much: with rows and without.
        piece = rng.choice([b"\0", b"1,\n", contents[index] or b"1,\n"])
        contents[index] = piece * (rng.choice([10_000, 64 << 20]) // len(piece))
    data = b"".join(member(content) for content in contents)
    if kind == 8:
        data = rng.choice([data[: rng.randrange(len(data))], data + b"more", data + b"\0" * 9, data * 2, b""])
    with open(path, "wb") as file:
        file.write(data)


def alter_database(rng, path):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
    statements = {
        "view": f"ALTER TABLE study RENAME TO s; CREATE VIEW study AS {endless} sum(i) AS text, 'x' AS digest FROM n",
        "scenarios": f"ALTER TABLE scenario RENAME TO s; CREATE VIEW scenario AS {endless} i AS id, 'x' AS text FROM n",
        "generated": "ALTER TABLE study RENAME TO s; CREATE TABLE study (a, digest TEXT, text TEXT AS (hex(zeroblob(500000000)))); "
                     "INSERT INTO study (a, digest) SELECT 1, digest FROM s",
        "check": "ALTER TABLE study RENAME TO s; CREATE TABLE study (text TEXT, digest TEXT, "
                 "CHECK (length(hex(zeroblob(100000000))) > 0)); INSERT INTO study SELECT text, digest FROM s",
        "long": f"UPDATE study SET text = hex(zeroblob({rng.choice([1000, 10_000_000, 40_000_000])}))",
        "many": f"INSERT INTO scenario SELECT 100 + i, 'n' || i, 'd', 't' FROM ({endless} i FROM n LIMIT 5000)",
        "kinds": f"UPDATE study SET text = {rng.choice(['NULL', 'x' + repr('00ff'), '5', '1e308', repr('')])}",
        "digest": f"UPDATE study SET digest = '{rng.choice(['', 'x', '0' * 64])}'",
        "version": f"PRAGMA user_version = {rng.choice([0, -1, 2, 99, 2**31 - 1])}",
        "twice": "INSERT INTO study SELECT * FROM study",
        "none": "DELETE FROM scenario",
        "scenario": f"UPDATE scenario SET text = replace(text, '{rng.choice(['0', ':', 'places', 'id'])}', '{rng.choice(['', '9', '[', '-1e308'])}')",
        "study": f"UPDATE study SET text = replace(text, '{rng.choice(['2', 'grid', 'tiny', '0.9', 'seed'])}', '{rng.choice(['', '0', '1000000', '/etc/passwd', 'sobol'])}')",
        "schema": "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
                  f"'CREATE VIEW study AS {endless} i AS text, i AS digest FROM n' WHERE name = 'study'",
        "wal": "PRAGMA journal_mode = WAL",
    }
    name = rng.choice(list(statements) + ["bytes", "bytes", "cut", "other"])
    if name == "other":
        return replace_by_other(rng, path)
    if name in statements:
        database = sqlite3.connect(path)
        try:
            database.executescript(statements[name])
            database.commit()
        except sqlite3.Error:
            pass
        database.close()
        return None
    with open(path, "rb") as file:
        data = bytearray(file.read())
    if name == "cut":
        data = data[: rng.randrange(len(data))]
    else:
        for _ in range(rng.choice([1, 10, 200])):
            data[rng.randrange(rng.choice([100, 4096, len(data)]))] = rng.randrange(256)
    with open(path, "wb") as file:
        file.write(data)
    return None


def alter_results(rng, folder, names):
    name = rng.choice(names)
    path = os.path.join(folder, name)
    if rng.random() < 0.04:
        replace_by_other(rng, path)
    elif name.endswith(".json"):
        alter_json(rng, path)
    elif name.endswith(".gz"):
        alter_packed(rng, path)
    else:
        with open(path, "rb") as file:
            text = file.read()
        with open(path, "wb") as file:
            file.write(alter_rows(rng, text))
    if name != "manifest.json":
        make_listed(folder, name)


def make_listed(folder, name):
    """Lets the manifest have the checksum of a file as it is now."""
    path, list_path = os.path.join(folder, name), os.path.join(folder, "manifest.json")
    if not os.path.isfile(path) or os.path.islink(path):
        return
    with open(list_path) as file:
        manifest = json.load(file)
    with open(path, "rb") as file:
        manifest["files"][name] = f"{zlib.crc32(file.read()):08x}"
    with open(list_path, "w") as file:
        json.dump(manifest, file)


def state(folder, without):
    """Returns what there is below a folder, but for one of its folders."""
    found = {}
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if os.path.join(path, name) != without]
        for name in folders + files:
            status = os.lstat(os.path.join(path, name))
            found[os.path.join(path, name)] = (status.st_mode, status.st_size, status.st_mtime_ns if name in files else 0)
    return found


def serve(requests, answers):
    """Runs commands that are asked for, in a process that stays small: a command's peak memory counts that of who started it."""
    while True:
        command, folder, environment, output = requests.get()
        start = time.monotonic()
        with open(output, "wb") as file:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
            is_late = threading.Event()

            def end(process=process, is_late=is_late):
                is_late.set()
                process.kill()

            watchdog = threading.Timer(SECONDS, end)
            watchdog.start()
            _, status, usage = os.wait4(process.pid, 0)
            watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        answers.put((process.returncode, is_late.is_set(), time.monotonic() - start, usage.ru_maxrss / 1024))


class Fuzz:
    def __init__(self, binary, root):
        self.binary, self.root = binary, root
        context = multiprocessing.get_context("fork")
        self.requests, self.answers = context.SimpleQueue(), context.SimpleQueue()
        context.Process(target=serve, args=(self.requests, self.answers), daemon=True).start()
        self.case = os.path.join(root, "case")
        self.temporary = os.path.join(root, "temporary")
        os.mkdir(self.temporary)
        tools = os.path.join(root, "tools", "page")
        os.makedirs(tools)
        for name in ["vega.js", "leaflet.js", "leaflet.css", "notices.txt"]:
            with open(os.path.join(tools, name), "w", encoding="utf-8") as file:
                file.write("/* stands for a program of others */\n")
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": os.path.join(root, "home"), "TMPDIR": self.temporary, "LC_ALL": "C.UTF-8",
            "PATROLSIM_TOOLS": os.path.dirname(tools), "SWIFT_BACKTRACE": "enable=no",
        }
        os.mkdir(self.environment["HOME"])
        self.slowest = self.largest = 0.0

    def prepare(self):
        """Makes the folders that are damaged."""
        bases = os.path.join(self.root, "bases")
        os.mkdir(bases)
        shutil.copy(os.path.join(CHECKOUT, "Scenarios", "tiny.yaml"), os.path.join(bases, "tiny.yaml"))
        with open(os.path.join(bases, "study.yaml"), "w", encoding="utf-8") as file:
            file.write(STUDY)
        with open(os.path.join(bases, "map.geojson"), "w", encoding="utf-8") as file:
            json.dump(BACKGROUND, file)
        for arguments in [
            ["compare", "tiny.yaml", "-r", "3", "--output", "results", "--quiet"],
            ["batch", "study.yaml", "--output", "finished", "--quiet"],
            ["batch", "study.yaml", "--output", "begun", "--shard", "1/2", "--quiet"],
        ]:
            code = subprocess.run(
                [self.binary] + arguments, cwd=bases, env=self.environment, capture_output=True, check=False)
            if code.returncode != 0:
                sys.exit(f"{arguments} failed: {code.stderr.decode()}")
        self.bases = bases
        for name in os.listdir(self.temporary):
            shutil.rmtree(os.path.join(self.temporary, name), ignore_errors=True)

    def damage(self, rng, kind):
        """Makes a damaged folder, and returns the arguments that it is handed over with."""
        if os.path.lexists(self.case):
            shutil.rmtree(self.case)
        os.mkdir(self.case)
        folder = os.path.join(self.case, "folder")
        if kind in ("report", "replay", "map"):
            shutil.copytree(os.path.join(self.bases, "results"), folder)
        if kind == "report":
            alter_results(rng, folder, ["report.json"] * 5 + ["manifest.json", "scenario.yaml"])
            return ["report", folder]
        if kind == "replay":
            alter_results(rng, folder, ["manifest.json"] * 2 + ["replications.csv", "outcomes.csv.gz"] * 2)
            return ["replay", folder, "--replication", str(rng.choice([1, 2, 3, 3, 4]))]
        if kind == "map":
            path = os.path.join(self.case, "map.geojson")
            shutil.copy(os.path.join(self.bases, "map.geojson"), path)
            alter_json(rng, path)
            return ["report", folder, "--background", path]
        shutil.copytree(os.path.join(self.bases, rng.choice(["finished", "finished", "begun"])), folder)
        if kind == "database":
            path = os.path.join(self.case, "batch.sqlite")
            shutil.copy(os.path.join(self.bases, "finished", "batch.sqlite"), path)
            alter_database(rng, path)
            return ["batch", path, "--status", "--output", folder]
        if kind == "cell":
            if os.path.exists(os.path.join(folder, "manifest.json")) and rng.random() < 0.6:
                alter_results(rng, folder, ["manifest.json", "replications.csv.gz", "visits.csv.gz"])
            else:
                alter_work(rng, folder)
            return ["replay", folder, "--cell", str(rng.choice([1, 2, 4, 5])), "--replication", str(rng.choice([1, 2, 3]))]
        alter_work(rng, folder)
        if kind == "status":
            return ["batch", folder, "--status"]
        partial = ["--partial"] if rng.random() < 0.5 else []
        return ["merge", folder] + partial + (["--output", folder + "-joined"] if rng.random() < 0.3 else [])

    KINDS = ["report", "merge", "replay", "status", "report", "merge", "cell", "replay", "database", "map"]

    def run(self, seed, number):
        """Runs the command on a folder.

        Returns its exit code and what was wrong; nothing where nothing was.
        """
        rng = random.Random(f"{seed}-{number}")
        arguments = self.damage(rng, self.KINDS[number % len(self.KINDS)])
        before = state(self.root, self.case)
        output = os.path.join(self.case, "output")
        self.requests.put(([self.binary] + arguments, self.case, self.environment, output))
        code, is_late, seconds, memory = self.answers.get()
        self.slowest, self.largest = max(self.slowest, seconds), max(self.largest, memory)
        wrong = []
        if is_late:
            wrong.append(f"it had not ended after {SECONDS} s")
        elif code not in EXIT_CODES:
            wrong.append(f"exit code {code}")
        with open(output, "rb") as file:
            text = file.read(1 << 20).decode("utf-8", "replace")
        if code == 1 and not text.strip():
            wrong.append("it failed without a word")
        if memory > MEBIBYTES:
            wrong.append(f"{memory:.0f} MiB of memory")
        after = state(self.root, self.case)
        changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        if changed:
            wrong.append(f"changed: {', '.join(changed[:5])}")
        return arguments, code, wrong, text


def main():
    parser = argparse.ArgumentParser(description="Runs the built command on damaged folders.")
    parser.add_argument("--binary", default=os.path.join(CHECKOUT, ".build", "release", "patrolsim"))
    parser.add_argument("--folders", type=int, default=5000, help="how many (5000)")
    parser.add_argument("--seed", type=int, help="what they follow from; drawn and printed unless it is given")
    parser.add_argument("--only", type=int, help="the number of a single folder, which is kept")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    root = tempfile.mkdtemp(prefix="patrolsim-damaged-")
    fuzz = Fuzz(os.path.abspath(options.binary), root)
    fuzz.prepare()
    failures, codes = 0, {}
    for number in [options.only] if options.only is not None else range(options.folders):
        arguments, code, wrong, text = fuzz.run(seed, number)
        codes[code] = codes.get(code, 0) + 1
        if wrong:
            failures += 1
            print(f"FAILED --seed {seed} --only {number}: {' '.join(arguments[:1])}: {'; '.join(wrong)}\n{text[-600:]}", flush=True)
        elif number % 500 == 499:
            print(f"{number + 1} folders, {failures} failures", flush=True)
        if options.only is not None:
            print(f"{' '.join(arguments)}\nexit code {code}\n{text}\nkept in {root}")
            return 1 if failures else 0
    shutil.rmtree(root)
    print(
        f"{sum(codes.values())} damaged folders, exit codes {codes}; the slowest took {fuzz.slowest:.1f} s, the largest "
        f"{fuzz.largest:.0f} MiB; {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
