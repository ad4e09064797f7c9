# Reads uv.lock: https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
{
  lib,
  lock,
  ...
}:
let
  inherit (import ./names.nix { inherit lib; }) fileOf;

  fileFrom =
    source: each:
    let
      url = each.url or source.url or null;
      path = each.path or source.path or null;
    in
    {
      inherit url path;
      name = each.filename or (fileOf (if url == null then path else url));
      hash = each.hash or null;
    };
in
{
  isFlat = false;
  python = lock.requires-python or "*";
  packages = map (package: {
    inherit (package) name source;
    version = package.version or "";
    dependencies = package.dependencies or [ ];
    extras = package.optional-dependencies or { };
    groups = package.dev-dependencies or { };
    forks = package.resolution-markers or [ ];
    wheels = map (fileFrom package.source) (package.wheels or [ ]);
    archives = map (fileFrom package.source) (lib.optional (package ? sdist) package.sdist);
    folder = package.source.editable or package.source.virtual or package.source.directory or null;
    commit = package.source.git or null;
  }) lock.package;
}
