"""locked.py DERIVATIONS FOLDER: downloads the files of Python packages that derivations (`nix derivation show`) fetch, wherever their
addresses lead: from the index, by name and version, and only with the hash that the derivation has. Prints their paths."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

derivations, folder = sys.argv[1:]
kept = pathlib.Path(folder)
kept.mkdir(parents=True, exist_ok=True)
wanted = {}  # the name of a file: its SHA-256
for each in json.loads(pathlib.Path(derivations).read_text()).values():
    output = each["outputs"].get("out", {})
    address = each["env"].get("url", each["env"].get("urls", "")).split(" ")[0]
    if output.get("hash") and re.search(r"\.(whl|tar\.gz|zip)$", address):
        wanted[each["name"]] = output["hash"]

missing = {name: digest for name, digest in wanted.items() if not (kept / name).exists()}
wheels = [name for name in missing if name.endswith(".whl")]
if wheels:
    tags = [name.removesuffix(".whl").split("-")[-3:] for name in wheels]
    flags = {f"--platform={each}" for *_, system in tags for each in system.split(".") if each != "any"}
    flags |= {f"--abi={each}" for _, abi, _ in tags for each in abi.split(".")}
    lines = []
    for name in wheels:
        project, version, *_ = name.split("-")
        lines.append(f"{project}=={version} --hash=sha256:{missing[name]}\n")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(lines)
        file.flush()
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.13",
             "--implementation=cp", *sorted(flags), f"--dest={kept}", f"--requirement={file.name}"],
            check=True, stdout=sys.stderr)
for name in missing.keys() - set(wheels):
    project, version = re.fullmatch(r"(.+?)-([0-9][^-]*)\.(?:tar\.gz|zip)", name).groups()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(f"{project}=={version} --hash=sha256:{missing[name]}\n")
        file.flush()
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:", "--no-build-isolation",
                        f"--dest={kept}", f"--requirement={file.name}"], check=True, stdout=sys.stderr)
print("\n".join(sorted(wanted)))
