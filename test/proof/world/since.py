"""since.py VERSION,VERSION… NAME…: for each package, its first release with a wheel for each version of Python on Linux on x64, as
`since` in templates/flask/packages.yml has it. Versions are the oldest first; what its first release runs on is left out."""
import re
import sys

from pip._vendor.packaging.tags import compatible_tags, cpython_tags
from pip._vendor.packaging.utils import InvalidWheelFilename, parse_wheel_filename
from pip._vendor.packaging.version import InvalidVersion
from pypi import page_of

lines = sys.argv[1].split(",")
platforms = [f"manylinux_2_{minor}_x86_64" for minor in range(5, 40)] + [f"manylinux{year}_x86_64" for year in (1, 2010, 2014)]


def tags_for(line):
    """Every kind of wheel that a version of Python can have."""
    version = tuple(map(int, line.split(".")))
    name = "cp" + line.replace(".", "")
    return {*cpython_tags(version, platforms=platforms), *compatible_tags(version, interpreter=name, platforms=platforms)}


def wheels_of(name):
    """The version and the tags of each of its wheels, without versions before a release."""
    files = re.findall(r">\s*([^<>\s]+\.whl)\s*<", page_of(name)[1])
    for file in files:
        try:
            _, version, _, tags = parse_wheel_filename(file)
        except (InvalidWheelFilename, InvalidVersion):
            continue
        if not version.is_prerelease:
            yield version, tags


tags = {line: tags_for(line) for line in lines}
for name in sys.argv[2:]:
    wheels = list(wheels_of(name))
    firsts, before = {}, None
    for line in lines:
        versions = [version for version, own in wheels if own & tags[line]]
        if versions and before is not None and min(versions) > before:
            firsts[line] = str(min(versions))
        before = max(filter(None, [before, min(versions, default=None)]), default=None)
    print(f"  {name}: {{ " + ", ".join(f'"{line}": "{first}"' for line, first in firsts.items()) + " }")
