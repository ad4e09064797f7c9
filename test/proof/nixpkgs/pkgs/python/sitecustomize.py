# What nixpkgs' sitecustomize.py does: the wrappers of withPackages say where the modules are, and who the interpreter is.
import functools
import os
import site
import sys

paths = os.environ.pop("NIX_PYTHONPATH", None)
if paths:
    functools.reduce(lambda k, p: site.addsitedir(p, k), paths.split(":"), site._init_pathinfo())
if sys.prefix == sys.base_prefix:  # not in a venv
    executable = os.environ.pop("NIX_PYTHONEXECUTABLE", None)
    prefix = os.environ.pop("NIX_PYTHONPREFIX", None)
    if "PYTHONEXECUTABLE" not in os.environ and executable is not None:
        sys.executable = sys._base_executable = executable
    if prefix is not None:
        sys.prefix = sys.exec_prefix = prefix
        site.PREFIXES.insert(0, prefix)
