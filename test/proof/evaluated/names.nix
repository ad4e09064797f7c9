# Which of the names have no derivation for this Python, and why: a set of names and reasons.
{
  nixpkgs,
  python,
  names,
}:
let
  pkgs = import nixpkgs { system = "x86_64-linux"; };
  inherit (pkgs) lib;
  packages = pkgs.${python}.pkgs;

  reasonOf =
    name:
    let
      package = packages.${name};
      meta = (builtins.tryEval (package.meta or { })).value;
      says = flag: (builtins.tryEval (meta.${flag} or false)).value;
    in
    if !(packages ? ${name}) then
      "is missing"
    else if (builtins.tryEval (builtins.seq package.drvPath true)).success then
      null
    else if !(builtins.tryEval package).success || !(builtins.tryEval (package ? meta)).success then
      "is gone, or not for this Python"
    else
      lib.findFirst says "has no derivation" [
        "insecure"
        "broken"
        "unfree"
        "unsupported"
      ];
in
lib.filterAttrs (_: reason: reason != null) (lib.genAttrs (lib.importJSON names) reasonOf)
