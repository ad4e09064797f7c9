"""record-wheels.py FOLDER…: says which wheels Python's own `packaging` chooses, and which markers hold, for the packages in
FOLDER/uv.lock: on each system and for each Python that we have. Writes test/fixtures/wheels/packaging.json, which what reads locks is
held against. Needs `pip install packaging`."""
import json
import pathlib
import re
import sys
import tomllib
from urllib.parse import unquote

from packaging.markers import Marker
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

pythons = (12, 13, 14)
glibc = 42
macos = (14, 0)
most = 70  # packages: those with the fewest wheels
older = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}


def platforms(system):
    cpu = system.split("-")[0]
    if system.endswith("darwin"):
        return list(mac_platforms(macos, "arm64"))
    tags = []
    for minor in range(glibc, 4, -1):
        tags.append(f"manylinux_2_{minor}_{cpu}")
        if minor in older and (cpu == "x86_64" or minor == 17):
            tags.append(f"{older[minor]}_{cpu}")
    return [*tags, f"linux_{cpu}"]


def facts(system, minor):
    mac = system.endswith("darwin")
    return {
        "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.9", "implementation_version": f"3.{minor}.9",
        "implementation_name": "cpython", "platform_python_implementation": "CPython", "os_name": "posix", "extra": "",
        "sys_platform": "darwin" if mac else "linux", "platform_system": "Darwin" if mac else "Linux",
        "platform_machine": "arm64" if mac else system.split("-")[0], "platform_release": "", "platform_version": "",
    }


def chosen(wheels, system, minor):
    own = platforms(system)
    order = [*cpython_tags((3, minor), platforms=own), *compatible_tags((3, minor), f"cp3{minor}", own)]
    ranks = {tag: at for at, tag in reversed(list(enumerate(order)))}
    fit = [(min(ranks[tag] for tag in parse_wheel_filename(each)[3] if tag in ranks), at, each)
           for at, each in enumerate(wheels) if any(tag in ranks for tag in parse_wheel_filename(each)[3])]
    return min(fit)[2] if fit else None


packages, markers = {}, set()
for folder in sys.argv[1:]:
    text = (pathlib.Path(folder) / "uv.lock").read_text()
    markers |= set(re.findall(r'marker = "([^"]+)"', text))
    for each in tomllib.loads(text)["package"]:
        wheels = [unquote(file["url"].rsplit("/", 1)[1]) for file in each.get("wheels", [])]
        if wheels:
            packages[f"{each['name']} {each['version']}"] = wheels
systems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"]
machines = [(system, minor) for system in systems for minor in pythons]
# Many have the same kinds of wheels: one of each is enough.
distinct = {}
for name, wheels in packages.items():
    tags = tuple(sorted("-".join(each.removesuffix(".whl").split("-")[-3:]) for each in wheels))
    distinct.setdefault(tags, name)
kept = sorted(sorted(distinct.values(), key=lambda name: len(packages[name]))[:most])
plain = sorted(each for each in markers if "extra" not in each and "platform_release" not in each)
answers = {
    "machines": [{"system": system, "python": f"3.{minor}.9"} for system, minor in machines],
    "packages": {name: {"wheels": packages[name], "chosen": [chosen(packages[name], *machine) for machine in machines]} for name in kept},
    "markers": {each: [Marker(each).evaluate(facts(*machine)) for machine in machines] for each in plain},
}
target = pathlib.Path(__file__).parent.parent / "fixtures/wheels/packaging.json"
target.write_text(json.dumps(answers, indent=2) + "\n")
print(len(packages), "packages,", len(distinct), "kinds,", len(kept), "kept;", len(plain), "markers")
