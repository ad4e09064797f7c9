# What nixpkgs' python-runtime-deps-check-hook does: a wheel's Requires-Dist must be met by what is there, versions too.
import importlib.metadata
import sys
import zipfile
from email.parser import Parser

from packaging.requirements import Requirement

wheel = sys.argv[1]
with zipfile.ZipFile(wheel) as archive:
    name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(archive.read(name).decode())
print("Checking runtime dependencies for " + wheel.rsplit("/", 1)[-1])
error = False
for line in metadata.get_all("Requires-Dist", []):
    requirement = Requirement(line)
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        continue
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        print(f"  - {requirement.name} not installed")
        error = True
        continue
    if not requirement.specifier.contains(version, prereleases=True):
        print(f"  - {requirement} not satisfied by version {version}")
        error = True
sys.exit(1 if error else 0)
