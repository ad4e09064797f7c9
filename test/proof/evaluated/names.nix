# What nixpkgs has of these names for this Python: by name the version, or why there is no derivation, and whose fault it is.
{
  nixpkgs,
  python,
  names,
}:
let
  # Programs in Haskell are tools of builds here. Their list of packages takes long to read, and the folder may lack it.
  pkgs = import nixpkgs {
    system = "x86_64-linux";
    overlays = [
      (_: prev: {
        pandoc = prev.hello;
        shellcheck = prev.hello;
        shellcheck-minimal = prev.hello;
      })
    ];
  };
  inherit (pkgs) lib;
  packages = pkgs.${python}.pkgs;

  evaluates = value: (builtins.tryEval (builtins.seq value true)).success;
  tried =
    value: otherwise:
    let
      result = builtins.tryEval value;
    in
    if result.success then result.value else otherwise;

  # What a derivation is made from; what throws before it has a name can't be told.
  inputsOf =
    package:
    lib.filter (input: evaluates input && lib.isDerivation input) (
      lib.concatMap (kind: tried (package.${kind} or [ ]) [ ]) [
        "propagatedBuildInputs"
        "buildInputs"
        "nativeBuildInputs"
      ]
    );

  marks = {
    insecure = package: package.meta.insecure or false;
    broken = package: package.meta.broken or false;
    unfree = package: package.meta.unfree or false;
    unsupported = package: package.disabled or false || package.meta.unsupported or false;
  };

  # The first that is at fault itself, on the way down.
  refusalOf =
    package:
    let
      own = lib.findFirst (mark: tried (marks.${mark} package) false) null [
        "insecure"
        "broken"
        "unfree"
        "unsupported"
      ];
      below = lib.findFirst (input: !(evaluates input.drvPath)) null (inputsOf package);
      issues = tried (package.meta.knownVulnerabilities or [ ]) [ ];
    in
    if own != null then
      {
        why = own;
        of = lib.getName package;
      }
      // lib.optionalAttrs (own == "insecure") { inherit issues; }
    else if below != null then
      refusalOf below
    else
      {
        why = "other";
        of = lib.getName package;
      };

  found =
    name:
    if !(packages ? ${name}) then
      { why = "missing"; }
    else if evaluates packages.${name}.drvPath then
      { inherit (packages.${name}) version; }
    # It throws: an alias of something that was removed, or one that isn't for this Python.
    else if !(evaluates packages.${name}) then
      { why = "gone"; }
    else
      refusalOf packages.${name};
in
lib.genAttrs (lib.importJSON names) found
