# What the look-alike has and takes that nixpkgs does not: a list of complaints. Names are those of TABLE.md: both must have
# them.
{
  lookAlike,
  nixpkgs,
  names,
}:
let
  packagesOf = source: import source { system = "x86_64-linux"; };
  inherit (packagesOf nixpkgs) lib;

  # What the look-alike throws for is not there.
  isThere = value: (builtins.tryEval (builtins.seq value true)).success;

  # Both Pythons are Debian's 3.13, and sets of files are made in another way. A folder of nixpkgs may lack the list of
  # Haskell's packages.
  unlike = [
    "empty"
    "python314"
    "python314Packages"
  ]
  ++ lib.optionals (!isThere (packagesOf nixpkgs).haskellPackages.ShellCheck) [
    "nixfmt"
    "nixfmt-tree"
    "shellcheck"
    "shellcheck-minimal"
  ];

  compare =
    path: ours: theirs:
    lib.optionals (isThere ours) (
      if lib.isFunction ours then
        argumentsOf path ours theirs ++ lib.optionals (lib.isAttrs ours) (compareSets path ours theirs)
      else if lib.isDerivation ours then
        mainProgramOf path ours theirs ++ lib.optionals (ours ? override) (overrideOf path ours theirs)
      else
        lib.optionals (lib.isAttrs ours) (compareSets path ours theirs)
    );

  compareSets =
    path: ours: theirs:
    lib.concatMap (
      name:
      let
        at = "${path}.${name}";
      in
      if !(isThere ours.${name}) then
        [ ]
      else if !(theirs ? ${name}) then
        [ "${at} is missing" ]
      else
        compare at ours.${name} theirs.${name}
    ) (lib.subtractLists ([ "__functor" "__functionArgs" "override" ] ++ unlike) (lib.attrNames ours))
    ++ lib.optionals (ours ? override) (overrideOf path ours theirs);

  argumentsOf =
    path: ours: theirs:
    let
      taken = lib.functionArgs ours;
      real = if lib.isFunction theirs then lib.functionArgs theirs else { };
    in
    # Some of the real functions show no arguments.
    lib.optionals (real != { }) (
      map (name: "${path} doesn't take ${name}") (lib.subtractLists (lib.attrNames real) (lib.attrNames taken))
      ++ map (name: "${path} needs ${name}") (
        lib.filter (name: !real.${name} && taken.${name} or true) (lib.attrNames real)
      )
    );

  # What is overridden has all of its arguments already.
  overrideOf =
    path: ours: theirs:
    lib.filter (lib.hasInfix "doesn't take") (
      argumentsOf "${path}.override" ours.override (theirs.override or null)
    );

  mainProgramOf =
    path: ours: theirs:
    let
      of = value: toString (value.meta.mainProgram or "no name");
    in
    lib.optional (of ours != of theirs) "the main program of ${path} has ${of theirs}, not ${of ours}";

  missing =
    whose: pkgs:
    map (name: "${whose} has no ${name}, which TABLE.md names") (
      lib.filter (name: !lib.hasAttrByPath (lib.splitString "." name) pkgs) (lib.importJSON names)
    );
in
compareSets "pkgs" (removeAttrs (packagesOf lookAlike) [ "config" ]) (packagesOf nixpkgs)
++ missing "nixpkgs" (packagesOf nixpkgs)
++ missing "the look-alike" (packagesOf lookAlike)
