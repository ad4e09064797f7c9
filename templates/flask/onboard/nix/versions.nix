# Compares the versions the project asks for with the pinned nixpkgs: nix run .#versions
{
  pkgs,
  packages,
  requirements,
}:
let
  inherit (pkgs) lib;
  findExtra = (import ./extras.nix { inherit lib packages; }).find;

  row =
    {
      attribute,
      extras,
      asked,
    }:
    let
      package = packages.${attribute} or (throw attribute);
      # nixpkgs has packages that it refuses to build, such as insecure ones, and throws errors for
      # some that it used to have.
      found = builtins.tryEval (builtins.seq package.drvPath package.version);
      has =
        extra:
        (builtins.tryEval (lib.all (each: each.drvPath != "") (findExtra attribute package extra))).value;
      lacking = lib.filter (extra: !has extra) extras;
      fits = lib.any (lib.all (meets found.value)) (alternatives asked);
      search = "https://search.nixos.org/packages?query=python3Packages.${attribute}";
    in
    [ "${attribute} ${asked}" ]
    ++ (
      if !found.success then
        [
          "-"
          "no; look for it: ${search}"
        ]
      else
        [
          found.value
          (
            if lacking != [ ] then
              "no; not with [${lib.concatStringsSep "," lacking}]"
            else if fits then
              "yes"
            else
              "no"
          )
        ]
    );

  alternatives = asked: map (lib.splitString ",") (lib.splitString "||" asked);

  # https://peps.python.org/pep-0440/#version-specifiers, and Poetry's ^ and ~.
  meets =
    version: clause:
    let
      parts = builtins.match "([<>=!~^]*)v?([0-9]+([.][0-9A-Za-z]+)*)([.][*])?" clause;
      operator = lib.head parts;
      asked = lib.elemAt parts 1;
      order = builtins.compareVersions (withoutZeros version) (withoutZeros asked);
      depth = lib.length (lib.splitVersion asked);
      # Whether both versions start with the same parts.
      shares =
        count: lib.take count (lib.splitVersion version) == lib.take count (lib.splitVersion asked);
      leadingZeros = lib.stringLength (lib.head (builtins.match "((0[.])*).*" asked)) / 2;
    in
    if clause == "" then
      true
    else if parts == null then
      false # what can't be read is no yes
    else if lib.last parts != null then
      shares depth != (operator == "!=")
    else
      {
        "<" = order < 0;
        "<=" = order <= 0;
        ">" = order > 0;
        ">=" = order >= 0;
        "!=" = order != 0;
        "~=" = order >= 0 && shares (depth - 1);
        "~" = order >= 0 && shares (lib.min depth 2);
        "^" = order >= 0 && shares (leadingZeros + 1);
      }
      .${operator} or (order == 0);

  # 3.0 and 3 are the same version.
  withoutZeros =
    version:
    let
      shorter = builtins.match "(.*)[.]0" version;
    in
    if shorter == null then version else withoutZeros (lib.head shorter);
in
pkgs.writeShellScriptBin "versions" ''
  printf '%-40s %-14s %s\n' 'Asked for' 'nixpkgs has' 'Fits' \
    ${lib.escapeShellArgs (lib.concatMap row requirements)}
''
