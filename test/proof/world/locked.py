"""locked.py DERIVATIONS FOLDER: downloads the files of Python packages that derivations (`nix derivation show`) fetch, wherever their
addresses lead: from the user's index, by name and by the hash that the derivation has. Prints the names of the files."""
import hashlib
import html
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from pypi import page_of

derivations, folder = sys.argv[1:]
kept = pathlib.Path(folder)
kept.mkdir(parents=True, exist_ok=True)


def download(name, digest):
    """Puts the file into the folder."""
    if (kept / name).exists():
        return
    project = re.sub("[-_.]+", "-", re.match(r"(.+?)-[0-9]", name)[1]).lower()
    page, text = page_of(project)
    links = re.findall(r'href="([^"#]+)#sha256=([0-9a-f]{64})', text)
    address = next(html.unescape(link) for link, of in links if of == digest)
    with urllib.request.urlopen(urllib.parse.urljoin(page, address)) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise SystemExit(f"{name} has another hash than its index says")
    (kept / name).write_bytes(content)


wanted = {}
for each in json.loads(pathlib.Path(derivations).read_text()).values():
    digest = each["outputs"].get("out", {}).get("hash")
    if digest and re.search(r"\.(whl|tar\.gz|zip)$", each["name"]):
        wanted[each["name"]] = digest
with ThreadPoolExecutor(8) as pool:
    list(pool.map(download, wanted, wanted.values()))
print("\n".join(sorted(wanted)))
