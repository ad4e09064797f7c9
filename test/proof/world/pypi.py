"""The pages of the user's package index, as pip is set to it."""
import subprocess
import sys
import urllib.request

from pip._internal.models.index import PyPI

said = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, check=False, text=True).stdout.strip()
index = (said or PyPI.simple_url).rstrip("/")


def page_of(project):
    """The address of a project's page, and its HTML. PROJECT is its name as indexes compare it."""
    address = f"{index}/{project}/"
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": "text/html"})) as answer:
        return address, answer.read().decode()
