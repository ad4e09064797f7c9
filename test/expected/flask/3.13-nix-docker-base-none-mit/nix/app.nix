# What is this folder? How Nix builds the app and puts it into an image that Heroku can run.
# This file builds the app and runs its tests, with the Python packages of nixpkgs.
# You touch it to change how the app is built, or to add files to the build.
{
  pkgs,
  name,
  python,
}:
let
  inherit (pkgs) lib;
  inherit (lib.importTOML ../pyproject.toml) project dependency-groups;

  packages = python.pkgs;
  extras = import ./extras.nix { inherit lib packages; };

  # pyproject.toml lists the packages, such as "Flask>=3.1". Their versions are the ones in the
  # nixpkgs that flake.lock pins, so what follows a name and its [extras] only matters to pip.
  fromNixpkgs =
    requirement:
    let
      parts = builtins.match "([A-Za-z0-9._-]+) *(\\[([^]]*)])?.*" requirement;
      attribute = extras.normal (lib.head parts);
      wanted = builtins.split "[ ,]+" (toString (lib.last parts));
      package =
        packages.${attribute} or (throw ''
          pyproject.toml asks for "${requirement}", but the pinned nixpkgs has no Python package "${attribute}".
          Look for its name here: https://search.nixos.org/packages?query=python3Packages.${attribute}
        '');
    in
    [ package ]
    ++ lib.concatMap (extras.find attribute package) (lib.filter (w: w != "" && w != [ ]) wanted);

  # Editing a file that isn't in the paths rebuilds nothing.
  tree =
    paths:
    lib.fileset.toSource {
      root = ../.;
      # When the Dockerfile builds the dependencies, the source isn't there yet.
      fileset = lib.fileset.unions (map lib.fileset.maybeMissing paths);
    };
  files = [
    ../my_app
    ../gunicorn.conf.py
  ];
  testFiles = [
    ../pyproject.toml
    ../tests
  ];

  # Shell wrappers for Python's programs. Those that withPackages makes are compiled, and a deploy
  # would download a C compiler first.
  production = python.buildEnv.override {
    extraLibs = lib.concatMap fromNixpkgs project.dependencies;
    makeBinaryWrapper = pkgs.makeShellWrapper;
  };
  development = python.withPackages (
    _: lib.concatMap fromNixpkgs (project.dependencies ++ dependency-groups.dev)
  );
in
{
  app =
    # "Local": copying it here is faster than asking a cache for it.
    pkgs.runCommandLocal name
      {
        nativeBuildInputs = [ pkgs.makeWrapper ];
        passthru.runtime = [ production ]; # stays the same when you edit the app
        meta.mainProgram = "web";
      }
      ''
        mkdir -p $out/lib
        cp -r --no-preserve=mode ${tree files}/. $out/lib
        ${production}/bin/python -m compileall -q --invalidation-mode unchecked-hash $out/lib
        makeWrapper ${production}/bin/gunicorn $out/bin/web \
          --chdir $out/lib \
          --set BUILD_ID "$(basename $out | head -c 32)"
      '';

  # The tests start the server, which macOS must be told to allow.
  tests = pkgs.runCommand "tests" { __darwinAllowLocalNetworking = true; } ''
    cp -r ${tree (files ++ testFiles)}/. .
    ${development}/bin/ruff check --no-cache .
    ${development}/bin/ruff format --check --no-cache .
    ${development}/bin/python -m pytest -p no:cacheprovider
    touch $out
  '';

  tools = [ development ];
}
