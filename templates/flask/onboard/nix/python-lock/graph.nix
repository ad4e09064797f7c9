# Follows what the project needs through a lock file, to the packages that are for this machine.
{
  lib,
  read, # what uv.nix, poetry.nix or pylock.nix made of the lock
  applies, # from markers.nix
  chosen, # the project's extras and groups
}:
let
  byName = lib.groupBy ({ name, ... }: name) read.packages;

  isForThis = { forks, ... }: forks == [ ] || lib.any (applies [ ]) forks;

  # The package that a dependency means: there may be several versions, each for other machines.
  find =
    dependency:
    let
      named = byName.${dependency.name} or (throw ''
        The lock has no ${dependency.name}, which another package in it needs.
        Make it again with the tool that wrote it.
      '');
      fit = lib.filter (
        package:
        (dependency.version or package.version) == package.version
        && (dependency.source or package.source) == package.source
        && isForThis package
      ) named;
    in
    if lib.length named == 1 then
      lib.head named
    else if lib.length fit == 1 then
      lib.head fit
    else
      throw ''
        ${toString (lib.length fit)} of the ${toString (lib.length named)} versions of ${dependency.name} in the lock are for this machine, not one.
        Make the lock again with the tool that wrote it.
      '';

  # The project itself, or the members of a workspace that has no package at its root.
  roots =
    let
      own = lib.filter ({ folder, ... }: folder == ".") read.packages;
    in
    if own != [ ] then own else lib.filter ({ folder, ... }: folder != null) read.packages;

  # uv's names for the project's extras and groups, where some of them exclude others.
  conflicting =
    let
      named =
        kind: name:
        map (each: "${kind}-${toString (lib.stringLength name)}-${name}-${each}");
    in
    lib.concatMap (
      { name, ... }: named "extra" name chosen.extras ++ named "group" name chosen.groups
    ) roots;

  # One package with one of its extras, or with none, is a node of the graph.
  node = package: extra: {
    key = "${package.name} ${package.version} ${toString extra}";
    inherit package extra;
  };
  withExtras = package: extras: [ (node package null) ] ++ map (node package) extras;
  nodesOf =
    extras:
    lib.concatMap (
      dependency:
      lib.optionals (applies (conflicting ++ extras) (dependency.marker or "")) (
        withExtras (find dependency) (dependency.extra or [ ])
      )
    );

  start = lib.concatMap (
    root:
    withExtras root (lib.filter (extra: root.extras ? ${extra}) chosen.extras)
    ++ lib.concatMap (group: nodesOf [ ] (root.groups.${group} or [ ])) chosen.groups
  ) roots;
  reached = map ({ package, ... }: package) (
    lib.genericClosure {
      startSet = start;
      operator =
        { package, extra, ... }:
        if extra == null then
          nodesOf [ ] package.dependencies
        else
          nodesOf [ extra ] (package.extras.${extra} or [ ]);
    }
  );

  only =
    name: packages:
    if lib.all ({ version, ... }: version == (lib.head packages).version) packages then
      lib.head packages
    else
      throw ''
        ${name} is asked for in several versions: ${lib.concatMapStringsSep ", " (each: each.version) packages}.
        Choose extras and groups in nix/app.nix that go together.
      '';
in
lib.mapAttrs only (
  lib.groupBy ({ name, ... }: name) (
    if read.isFlat then lib.filter isForThis read.packages else reached
  )
)
