# Chooses among the wheels of a package as pip does: the first that fits in the order of tags.
# https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
{
  lib,
  python, # the version, such as 3.13.1
  system,
  glibc, # the newest that a wheel may ask for
}:
let
  minor = lib.toInt (lib.versions.minor python);
  glibcMinor = lib.toInt (lib.versions.minor glibc);
  isDarwin = lib.hasSuffix "-darwin" system;
  cpu = lib.head (lib.splitString "-" system);
  machine = if isDarwin && cpu == "aarch64" then "arm64" else cpu;
  macos = "14.0"; # the oldest that nixpkgs runs on

  # Of lower rank is better; null doesn't fit. First what is compiled for this Python, then what is
  # compiled for this or an older one, then what isn't compiled.
  pythonRank =
    tag: abi:
    let
      parts = builtins.match "(cp|py)3([0-9]+)" tag;
      version = lib.toInt (lib.last parts);
      isCompiled = lib.head parts == "cp";
      age = minor - version;
    in
    if tag == "py3" && abi == "none" then
      1001
    else if parts == null || age < 0 then
      null
    else if isCompiled && age == 0 && abi == tag then
      0
    else if isCompiled && abi == "abi3" then
      if age == 0 then 1 else 2 + age
    else if isCompiled && age == 0 && abi == "none" then
      2
    else if !isCompiled && abi == "none" then
      if age == 0 then 1000 else 1001 + age
    else
      null;

  # The newer the system that a wheel is for, the better; what is for any system comes last.
  linuxRank =
    tag:
    let
      numbered = builtins.match "manylinux_2_([0-9]+)_${machine}" tag;
      named = builtins.match "manylinux(1|2010|2014)_${machine}" tag;
      needed =
        if numbered != null then
          lib.toInt (lib.head numbered)
        else
          {
            "1" = 5;
            "2010" = 12;
            "2014" = 17;
          }
          .${lib.head named};
    in
    if tag == "linux_${machine}" then
      999
    else if numbered == null && named == null || needed > glibcMinor then
      null
    else
      (glibcMinor - needed) * 2 + (if numbered == null then 1 else 0);
  darwinRank =
    tag:
    let
      parts = builtins.match "macosx_([0-9]+)_([0-9]+)_(${machine}|universal2)" tag;
      number = index: lib.toInt (lib.elemAt parts index);
      needed = "${lib.head parts}.${lib.elemAt parts 1}";
    in
    if parts == null || lib.versionOlder macos needed then
      null
    else
      (100 - number 0) * 100 + (20 - number 1) * 2 + (if lib.last parts == machine then 0 else 1);
  systemRank =
    tag:
    if tag == "any" then
      1000000000
    else if isDarwin then
      darwinRank tag
    else
      linuxRank tag;

  # A wheel's name may have several tags in each part; the best combination counts.
  rankOf =
    { name, ... }:
    let
      tags = builtins.match ".*-([^-]+)-([^-]+)-([^-]+)[.]whl" name;
      part = index: lib.splitString "." (lib.elemAt tags index);
      rank =
        tag: abi: platform:
        let
          first = pythonRank tag abi;
          second = systemRank platform;
        in
        lib.optional (first != null && second != null) (first * 100000 + second);
      ranks = lib.concatMap (tag: lib.concatMap (abi: lib.concatMap (rank tag abi) (part 2)) (part 1)) (
        part 0
      );
    in
    if tags == null || ranks == [ ] then null else lib.foldl' lib.min (lib.head ranks) ranks;
in
# The wheel of a package for this machine, or null.
wheels:
let
  ranked = map (wheel: {
    inherit wheel;
    rank = rankOf wheel;
  }) wheels;
  fit = lib.filter ({ rank, ... }: rank != null) ranked;
  better = a: b: if b.rank < a.rank then b else a;
in
if fit == [ ] then null else (lib.foldl' better (lib.head fit) fit).wheel
