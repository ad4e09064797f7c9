# Reads pylock.toml: https://packaging.python.org/en/latest/specifications/pylock-toml/
# It lists packages with their markers, and doesn't say which one needs which.
{
  lib,
  lock,
  ...
}:
let
  inherit (import ./names.nix { inherit lib; }) fileOf normal;

  fileFrom =
    each:
    let
      url = each.url or null;
      path = each.path or null;
    in
    {
      inherit url path;
      name = each.name or (fileOf (if url == null then path else url));
      hash = if each ? hashes.sha256 then "sha256:${each.hashes.sha256}" else null;
    };
in
{
  isFlat = true;
  python = lock.requires-python or "*";
  packages = map (package: {
    name = normal package.name;
    version = package.version or "";
    source = { };
    dependencies = [ ];
    extras = { };
    groups = { };
    forks = lib.optional (package ? marker) package.marker;
    wheels = map fileFrom (package.wheels or [ ]);
    archives = map fileFrom (
      lib.optional (package ? sdist) package.sdist ++ lib.optional (package ? archive) package.archive
    );
    folder = package.directory.path or null;
    commit = package.vcs.commit-id or null;
  }) lock.packages;
}
