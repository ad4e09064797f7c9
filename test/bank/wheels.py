"""wheels.py VERSIONS FOLDER NIX NAME…: downloads the wheels of Python packages and of all they need, in the versions that VERSIONS
(a template's nixpkgs.yml) gives, and writes to NIX what the look-alike has to know of them. NAME is nixpkgs' own, with the extras
that are wanted: uvicorn[standard]. Prints the names that have no such wheel."""
import json
import pathlib
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from email.parser import Parser

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

table, folder, nix, *names = sys.argv[1:]
versions = dict(re.findall(r'^  ([\w-]+): "?([^"\n]+)"?$', pathlib.Path(table).read_text().partition("\nrefused:")[0], re.M))
# Debian's are made for the look-alike, with parts that a wheel hasn't.
left_alone = {"psycopg", "psycopg-c", "psycopg-pool", "psycopg2", "psycopg2-binary", "setuptools", "wheel", "pip"}
environment = {"python_version": "3.13", "python_full_version": "3.13.5", "implementation_name": "cpython", "os_name": "posix",
               "platform_machine": "x86_64", "platform_python_implementation": "CPython", "platform_system": "Linux", "sys_platform": "linux"}
wheels = pathlib.Path(folder)
wheels.mkdir(parents=True, exist_ok=True)


def downloaded(name, specifier):
    """The wheel's path, or None."""
    wanted = f"=={versions[name]}" if name in versions else specifier
    known = wheels / ".known.json.d" / re.sub(r"[^\w.=-]", "_", f"{name}{wanted}")
    if not known.exists():
        target = wheels / ".new" / name
        platforms = [part for year in ("2_34", "2_28", "2_17") for part in ("--platform", f"manylinux_{year}_x86_64")]
        done = subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.13",
                               *platforms, "--platform=manylinux2014_x86_64", f"--dest={target}", f"{name}{wanted}"], capture_output=True)
        found = next(target.glob("*.whl"), None) if done.returncode == 0 else None
        if found:
            found.rename(wheels / found.name)
        known.parent.mkdir(exist_ok=True)
        known.write_text(found.name if found else "")
    found = known.read_text()
    return wheels / found if found else None


def needs_of(wheel, extras):
    """What the wheel asks for: (name, extras, specifier)."""
    with zipfile.ZipFile(wheel) as archive:
        path = next(each for each in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
        metadata = Parser().parsestr(archive.read(path).decode("utf-8", "replace"))
    for text in metadata.get_all("Requires-Dist", []):
        need = Requirement(text)
        for extra in ["", *extras]:
            if not need.marker or need.marker.evaluate({**environment, "extra": extra}):
                yield extra, canonicalize_name(need.name), sorted(need.extras), str(need.specifier)
                break


packages, lacking = {}, set()
todo = []
for each in names:
    requirement = Requirement(each)
    todo.append((requirement.name, sorted(requirement.extras), ""))
seen = {}
while todo:
    wave = {}
    for name, extras, specifier in todo:
        if name in left_alone:
            continue
        if set(extras) <= seen.get(name, set()) and name in seen:
            continue
        wave.setdefault(name, specifier)
        seen[name] = seen.get(name, set()) | set(extras)
    todo = []
    with ThreadPoolExecutor(6) as pool:
        paths = list(pool.map(lambda item: downloaded(*item), wave.items()))
    for name, path in zip(wave, paths):
        if path is None:
            lacking.add(name)
            continue
        needs = list(needs_of(path, sorted(seen[name])))
        packages[name] = (path.name, needs)
        todo += [(other, extras, specifier) for _, other, extras, specifier in needs]


def cyclic(name, target, visited):
    """Does `name` need `target`, by the dependencies that are kept?"""
    if name == target:
        return True
    if name in visited:
        return False
    visited.add(name)
    return any(cyclic(other, target, visited) for other in kept.get(name, ()))


kept = {}
lines = []
for name, (wheel, needs) in sorted(packages.items()):
    groups = {}
    for extra, other, _, _ in needs:
        if other != name and not cyclic(other, name, set()):
            kept.setdefault(name, set()).add(other)
            groups.setdefault(extra, []).append(other)

    def listed(others):
        return "[ " + "".join(f'pkgs.{json.dumps(other)} ' for other in sorted(set(others))) + "]"

    extras = "".join(f"{json.dumps(extra)} = {listed(others)}; " for extra, others in groups.items() if extra)
    distribution, version, *_ = wheel.split("-")
    lines.append(f'  {json.dumps(name)} = {{ version = "{version}"; wheel = "{distribution}"; dependencies = {listed(groups.get("", []))}; '
                 f"optional-dependencies = {{ {extras}}}; }};")
for name in sorted(lacking - set(packages)):
    lines.append(f'  {json.dumps(name)} = throw "look-alike: there is no wheel of {name}";')
pathlib.Path(nix).write_text("{ pkgs }:\n{\n" + "\n".join(lines) + "\n}\n")
print(f"{len(packages)} wheels; without: {' '.join(sorted(lacking))}")
