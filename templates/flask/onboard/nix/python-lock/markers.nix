# Reads environment markers, which say for which machines a part of a lock file is.
# https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
{
  lib,
  python, # the whole version, such as 3.13.1
  system,
  chosen, # the project's extras and groups that are installed
}:
let
  inherit (import ./versions.nix { inherit lib; }) meets;
  inherit (import ./names.nix { inherit lib; }) normal;

  isDarwin = lib.hasSuffix "-darwin" system;
  cpu = lib.head (lib.splitString "-" system);

  facts = {
    python_version = lib.versions.majorMinor python;
    python_full_version = python;
    implementation_version = python;
    implementation_name = "cpython";
    platform_python_implementation = "CPython";
    os_name = "posix";
    platform_machine = if isDarwin && cpu == "aarch64" then "arm64" else cpu;
    sys_platform = if isDarwin then "darwin" else "linux";
    platform_system = if isDarwin then "Darwin" else "Linux";
  };

  isQuoted = word: builtins.match "['\"].*" word != null;
  unquoted = word: lib.substring 1 (lib.stringLength word - 2) word;

  # Whether one comparison holds.
  compare =
    extras: text: left: operator: right:
    let
      isTurned = isQuoted left;
      name = if isTurned then right else left;
      other = unquoted (if isTurned then left else right);
      isNot = operator == "!=" || lib.hasPrefix "not" operator;

      lists = {
        extra = extras;
        inherit (chosen) extras;
        dependency_groups = chosen.groups;
      };
      fact = facts.${name} or (throw "Nix can't tell ${name}, which this marker asks for: ${text}");
      inside = if isTurned then lib.hasInfix other fact else lib.hasInfix fact other;
    in
    if lists ? ${name} then
      lib.elem (normal other) lists.${name} != isNot
    else if lib.hasSuffix "in" operator then
      inside != isNot
    else if lib.hasSuffix "version" name then
      if isTurned then meets other operator fact else meets fact operator other
    else if operator == "==" || operator == "!=" then
      (fact == other) != isNot
    else
      throw "can't compare with ${operator}: ${text}";

  tokensOf =
    text:
    map lib.head (
      lib.filter lib.isList (
        builtins.split "('[^']*'|\"[^\"]*\"|[()]|[<>=!~]+|not +in|[A-Za-z_.]+)" text
      )
    );
in
# A marker's text is parsed by functions from a position among its words to what was read there and
# the position after that.
extras: text:
let
  words = tokensOf text;
  word = at: if at < lib.length words then lib.elemAt words at else "";

  chain =
    separator: part: join: at:
    let
      left = part at;
      right = chain separator part join (left.end + 1);
    in
    if word left.end != separator then
      left
    else
      {
        inherit (right) end;
        holds = join left.holds right.holds;
      };
  either = chain "or" (chain "and" single (a: b: a && b)) (a: b: a || b);

  single =
    at:
    let
      inner = either (at + 1);
    in
    if word at == "(" then
      {
        end = inner.end + 1;
        inherit (inner) holds;
      }
    else
      {
        end = at + 3;
        holds = compare extras text (word at) (word (at + 1)) (word (at + 2));
      };

  whole = either 0;
in
if words == [ ] then
  true
else if whole.end != lib.length words then
  throw "can't read the marker ${text}"
else
  whole.holds
