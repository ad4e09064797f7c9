# Whether a version of Python is one that a lock file is for.
# https://packaging.python.org/en/latest/specifications/version-specifiers/, and Poetry's ^ and ~.
{ lib }:
let
  # 3.13.0 and 3.13 are the same version.
  trimmed =
    version:
    let
      shorter = builtins.match "(.*)[.]0" version;
    in
    if shorter == null then version else trimmed (lib.head shorter);

  meets =
    version: operator: bound:
    let
      order = builtins.compareVersions (trimmed version) (trimmed bound);
      parts = lib.splitString "." bound;
      # Whether both versions start with the same parts.
      shares = count: lib.hasPrefix (lib.concatStrings (map (n: "${n}.") (lib.take count parts))) (
        version + "."
      );
    in
    if bound == "*" then
      true
    else if operator == "!=" then
      !meets version "==" bound
    else if lib.hasSuffix ".*" bound then
      shares (lib.length parts - 1)
    else
      {
        "<" = order < 0;
        "<=" = order <= 0;
        ">" = order > 0;
        ">=" = order >= 0;
        "~=" = order >= 0 && shares (lib.length parts - 1);
        "^" = order >= 0 && shares 1;
        "~" = order >= 0 && shares (lib.min (lib.length parts) 2);
      }
      .${operator} or (order == 0);

  clause =
    version: text:
    let
      parts = builtins.match " *([<>=!~^]*) *v?([^ ]*) *" text;
    in
    if parts == null then
      throw "can't read the Python version ${text}"
    else
      meets version (lib.head parts) (lib.last parts);

  isBlank = text: builtins.match " *" text != null;
in
{
  inherit meets;

  # Whether a version fits what is asked for, such as ">=3.11,<4" or "^3.11 || ~3.9".
  satisfies =
    version: asked:
    let
      alternatives = lib.filter lib.isString (builtins.split "[|]+" asked);
      clauses = text: lib.filter (each: !isBlank each) (lib.splitString "," text);
    in
    lib.any (text: lib.all (clause version) (clauses text)) alternatives;
}
