# Builds a package that has no wheel for this machine from its source archive. A lock doesn't say
# what that takes, so nixpkgs says it, or else it is taken to be plain Python.
{
  lib,
  python,
  file, # the lock's name
  system,
  fetch,
  unzip,
}:
package:
let
  inherit (package) name version archives;
  # The same source under another name, which nixpkgs has as an empty package.
  called = if name == "psycopg2-binary" then "psycopg2" else name;
  known = builtins.tryEval (python.pkgs.${called} or null);
  isKnown = known.success && lib.isDerivation known.value;
  # Its libraries are hard to guess; for plain Python, a recipe for another version only gets in
  # the way.
  hasLibraries = isKnown && known.value.buildInputs or [ ] != [ ];
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
  build-system =
    lib.attrValues available ++ lib.optionals isKnown (known.value.build-system or [ ]);
  archive = lib.head archives;
  unpackers = lib.optional (lib.hasSuffix ".zip" archive.name) unzip;
  # What this version asks for is in the lock, and not what nixpkgs has.
  building = {
    inherit version build-system;
    src = fetch package archive;
    pypaBuildFlags = [ "--skip-dependency-check" ];
    dontCheckRuntimeDeps = true;
    doCheck = false;
  };
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
else if hasLibraries then
  known.value.overridePythonAttrs (
    old: building // { nativeBuildInputs = old.nativeBuildInputs or [ ] ++ unpackers; }
  )
else
  python.pkgs.buildPythonPackage (
    building
    // {
      pname = name;
      pyproject = true;
      nativeBuildInputs = unpackers;
    }
  )
