#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where Package.swift grants a target a module that none of its files imports.

The build refuses the opposite, an import that was not granted. So the list of a target's dependencies is what it uses, no less and no more.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public|package|internal|fileprivate|private)?\s*import\s+"
                    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.MULTILINE)
# A test of the built command runs it and imports nothing.
RUN_ONLY = {("CommandTests", "patrolsim")}


def module(dependency):
    """The name of what a dependency lets a target import."""
    return next(iter(dependency.values()))[0]


def folder(root, target):
    if target.get("path"):
        return root / target["path"]
    return root / ("Tests" if target["type"] == "test" else "Sources") / target["name"]


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    text = subprocess.run(
        ["swift", "package", "dump-package"], cwd=root, capture_output=True, text=True, check=True).stdout
    unused = []
    for target in json.loads(text)["targets"]:
        imported = set()
        for path in folder(root, target).rglob("*.swift"):
            imported.update(IMPORT.findall(path.read_text()))
        for dependency in target.get("dependencies", []):
            name = module(dependency)
            if name not in imported and (target["name"], name) not in RUN_ONLY:
                unused.append(f"{target['name']} is granted {name}, which none of its files imports")
    print("\n".join(unused) or "Every grant is used.")
    sys.exit(bool(unused))


if __name__ == "__main__":
    main()
