# Makes a module proxy, as files, out of Debian's copies of upstream's archives (golang-<host>-<owner>-<name>_<version>.orig.tar.*).
# What Go takes from it is what go.sum says, or it refuses. Usage: go-proxy.py OUT MODULE=ARCHIVE…
import json
import pathlib
import re
import sys
import tarfile
import zipfile


def contents(archive):
    """Files by their path, without the folder that the archive puts around them."""
    with tarfile.open(archive) as tar:
        files = {m.name.partition("/")[2]: tar.extractfile(m).read() for m in tar if m.isfile()}
    # A folder with a go.mod of its own is another module.
    others = tuple(path.removesuffix("go.mod") for path in files if path.endswith("/go.mod"))
    return {path: text for path, text in files.items() if not path.startswith(others)}


out = pathlib.Path(sys.argv[1])
for pair in sys.argv[2:]:
    module, archive = pair.split("=")
    version = "v" + re.search(r"_([0-9.]+)\.orig\.tar\.", archive)[1]
    files = contents(archive)
    folder = out / module / "@v"
    folder.mkdir(parents=True)
    (folder / "list").write_text(version + "\n")
    (folder / f"{version}.info").write_text(json.dumps({"Version": version}))
    (folder / f"{version}.mod").write_bytes(files["go.mod"])
    with zipfile.ZipFile(folder / f"{version}.zip", "w") as archive_of_module:
        for path in sorted(files):
            archive_of_module.writestr(zipfile.ZipInfo(f"{module}@{version}/{path}"), files[path])
