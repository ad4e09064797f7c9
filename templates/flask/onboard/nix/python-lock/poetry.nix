# Reads poetry.lock, and what pyproject.toml asks for, which the lock doesn't say.
# https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock
{
  lib,
  lock,
  project,
  python,
}:
let
  inherit (import ./names.nix { inherit lib; }) normal requirement;
  inherit (import ./versions.nix { inherit lib; }) satisfies;

  # A dependency is a version, a table, or a list of tables for different versions of Python.
  dependencyFrom =
    name: value:
    if lib.isList value then
      lib.concatMap (dependencyFrom name) value
    else if lib.isString value then
      [ (requirement name) ]
    else if satisfies python (value.python or "*") then
      [
        (
          requirement name
          // {
            extra = map normal (value.extras or [ ]);
            marker = value.markers or "";
            isOptional = value.optional or false;
          }
        )
      ]
    else
      [ ];
  dependenciesFrom =
    table: lib.concatLists (lib.mapAttrsToList dependencyFrom (removeAttrs table [ "python" ]));
  extrasFrom = lib.mapAttrs' (name: each: lib.nameValuePair (normal name) (map requirement each));

  # The lock has no addresses: nixpkgs knows where PyPI keeps a file, by the parts of its name.
  fromPypi =
    name: file: hash: pkgs:
    let
      parts = builtins.match "([^-]+)-(.+)-([^-]+)-([^-]+)-([^-]+)[.]whl" file;
      part = lib.elemAt parts;
    in
    if parts == null then
      pkgs.fetchurl {
        url = "mirror://pypi/${lib.substring 0 1 name}/${name}/${file}";
        inherit hash;
      }
    else
      pkgs.fetchPypi {
        format = "wheel";
        pname = part 0;
        version = part 1;
        dist = part 2;
        python = part 2;
        abi = part 3;
        platform = part 4;
        inherit hash;
      };

  fileFrom = package: each: {
    name = each.file;
    path = if package.source.type or "" == "file" then package.source.url else null;
    url =
      {
        "" = null;
        file = null;
        url = package.source.url;
      }
      .${package.source.type or ""} or (throw ''
        poetry.lock doesn't say where ${each.file} is, since it comes from an index of its own:
        ${package.source.url or ""}
        Lock with uv, which writes down the address of each file.
      '');
    inherit (each) hash;
  }
  // lib.optionalAttrs (package.source.type or "" == "") {
    fetched = fromPypi (normal package.name) each.file each.hash;
  };
  isWheel = { name, ... }: lib.hasSuffix ".whl" name;

  packageFrom =
    package:
    let
      type = package.source.type or "";
      files = map (fileFrom package) (package.files or (lock.metadata.files.${package.name} or [ ]));
      markers = package.markers or [ ];
    in
    {
      name = normal package.name;
      inherit (package) version;
      source = package.source or { };
      dependencies = lib.filter isRequired (dependenciesFrom (package.dependencies or { }));
      extras = extrasFrom (package.extras or { });
      groups = { };
      forks = if lib.isAttrs markers then lib.attrValues markers else lib.toList markers;
      wheels = lib.filter isWheel files;
      archives = lib.filter (file: !isWheel file) files;
      folder = if type == "directory" then package.source.url else null;
      commit = if type == "git" then package.source.resolved_reference else null;
    };

  own = project.tool.poetry or { };
  standard = project.project or { };
  isRequired = each: !(each.isOptional or false);
in
{
  isFlat = false;
  python = lock.metadata.python-versions or "*";
  packages = map packageFrom lock.package ++ [
    {
      name = ".";
      version = "";
      source = { };
      dependencies =
        lib.filter isRequired (dependenciesFrom (own.dependencies or { }))
        ++ map requirement (standard.dependencies or [ ]);
      extras = extrasFrom ((own.extras or { }) // (standard.optional-dependencies or { }));
      groups =
        lib.mapAttrs (_: group: dependenciesFrom group.dependencies) (own.group or { })
        // lib.mapAttrs (_: group: map requirement (lib.filter lib.isString group)) (
          project.dependency-groups or { }
        )
        // lib.optionalAttrs (own ? dev-dependencies) { dev = dependenciesFrom own.dev-dependencies; };
      forks = [ ];
      wheels = [ ];
      archives = [ ];
      folder = ".";
      commit = null;
    }
  ];
}
