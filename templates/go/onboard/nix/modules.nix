# What is this folder? How Nix builds the project and puts it into an image that Heroku can run.
# This file fetches the modules that go.sum lists, for a project that doesn't commit vendor/.
# You don't touch it. After a change of go.mod or go.sum: nix run .#lock
{ pkgs, go }:
let
  inherit (pkgs) lib;

  # What the modules depend on, and nothing else: editing other files doesn't fetch them again.
  source = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.fileFilter (file: file.name == "go.mod" || file.name == "go.sum") ../.;
  };
  lists = builtins.hashString "sha256" (
    builtins.readFile ../go.mod + lib.optionalString hasSums (builtins.readFile ../go.sum)
  );
  hasSums = builtins.pathExists ../go.sum;

  # Where the Dockerfile builds the dependencies, go.sum is there only if it was when the Dockerfile
  # was written. If it isn't, the modules are fetched with the app.
  isLocked = hasSums && builtins.pathExists ./modules.json;
  locked = lib.importJSON ./modules.json;

  # Of what Go downloads, these files alone are the same whichever proxy they come from.
  prune = folder: ''
    find ${folder} -type f ! -name '*.mod' ! -name '*.zip' -delete
    find ${folder} -type d -empty -delete
  '';

  path = lib.makeBinPath [
    go
    pkgs.coreutils
    pkgs.findutils
    pkgs.gitMinimal
  ];
in
{
  # Arguments for buildGoModule.
  arguments =
    if isLocked then
      {
        vendorHash =
          if locked.lists == lists then
            locked.hash
          else
            throw "go.mod or go.sum has changed since nix/modules.json was written. Run: nix run .#lock";
        proxyVendor = true;
        overrideModAttrs = _: _: {
          name = "go-modules";
          src = source;
          preBuild = "";
          postInstall = prune "$out";
        };
      }
    else
      {
        vendorHash = null; # the modules come from vendor/, if there are any
      };

  # Shell code for the beginning of a build.
  check = lib.optionalString (!isLocked) ''
    if [ ! -e vendor ] && grep -qs '^require' go.mod; then
      echo "Nix can't fetch the modules of go.mod without a hash. Run: nix run .#lock" >&2
      exit 1
    fi
  '';

  # Writes nix/modules.json.
  lock = pkgs.writeShellScriptBin "lock" ''
    set -euo pipefail
    export PATH=${path}:$PATH
    folder=$PWD
    until [ -z "$folder" ] || [ -e "$folder/flake.nix" ]; do folder=''${folder%/*}; done
    if [ -e "$folder/vendor" ]; then
      echo "The modules are in vendor/, so Nix needs no hash. After a change: go mod vendor"
      exit
    fi
    [ -e ${source}/go.sum ] || {
      echo "There's no go.sum, or Git doesn't know it. Run: go mod tidy && git add go.sum" >&2
      exit 1
    }
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp -r --no-preserve=mode ${source}/. "$work/source"
    cd "$work/source"
    export GOPATH=$work/go GOCACHE=$work/cache GOFLAGS=-modcacherw GOTOOLCHAIN=local GOWORK=off
    unset GOMODCACHE
    go mod download
    modules=$GOPATH/pkg/mod/cache/download
    rm -rf "$modules/sumdb"
    ${prune "\"$modules\""}
    hash=$(nix --extra-experimental-features nix-command hash path "$modules")
    printf '{\n  "lists": "%s",\n  "hash": "%s"\n}\n' ${lists} "$hash" > "$folder/nix/modules.json"
    echo "nix/modules.json is up to date. Commit it with go.mod and go.sum."
  '';
}
