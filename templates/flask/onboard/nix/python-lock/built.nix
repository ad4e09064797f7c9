# Builds a package that has no wheel for this machine from its source archive. A lock doesn't say
# what that takes, so nixpkgs says it, or else it is taken to be plain Python.
{
  lib,
  python,
  file, # the lock's name
  system,
  fetch,
}:
package:
let
  inherit (package) name version archives;
  known = builtins.tryEval (python.pkgs.${name} or null);
  isKnown = known.success && known.value != null;
  backends = [
    "flit-core"
    "hatch-vcs"
    "hatchling"
    "pdm-backend"
    "poetry-core"
    "setuptools"
    "setuptools-scm"
    "wheel"
  ];
  available = builtins.intersectAttrs (lib.genAttrs backends (_: null)) python.pkgs;
  src = fetch package (lib.head archives);
in
if package.commit != null then
  throw ''
    ${name} in ${file} comes from a Git repository, and Nix takes only files with a hash.
    Depend on a release of it, or on an archive by its address, and lock again.
  ''
else if archives == [ ] then
  throw ''
    ${name} ${version} in ${file} has no wheel for Python ${python.version} on ${system}:
    ${lib.concatMapStringsSep ", " (each: each.name) package.wheels}
    Choose a version of it that has one, and lock again.
  ''
else if isKnown && known.value.version == version then
  known.value
else if isKnown then
  known.value.overridePythonAttrs {
    inherit version src;
    doCheck = false;
  }
else
  python.pkgs.buildPythonPackage {
    pname = name;
    inherit version src;
    pyproject = true;
    build-system = lib.attrValues available;
    pypaBuildFlags = [ "--skip-dependency-check" ];
    dontCheckRuntimeDeps = true;
    doCheck = false;
  }
