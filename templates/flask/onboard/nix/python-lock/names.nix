# How lock files write names and requirements.
{ lib }:
rec {
  # https://packaging.python.org/en/latest/specifications/name-normalization/
  normal =
    name:
    let
      words = lib.filter lib.isString (builtins.split "[-_.]+" name);
    in
    lib.toLower (lib.concatStringsSep "-" words);

  # "name[extra] (>=1) ; marker"
  requirement =
    text:
    let
      parts = builtins.match " *([A-Za-z0-9._-]+) *(\\[([^]]*)])?[^;]*(;(.*))?" text;
      part = index: toString (lib.elemAt parts index);
      extras = lib.filter (each: lib.isString each && each != "") (builtins.split "[ ,]+" (part 2));
    in
    {
      name = normal (part 0);
      extra = map normal extras;
      marker = part 4;
    };

  # What an address says of a file's name.
  fileOf =
    address:
    lib.replaceStrings [ "%2B" "%2b" "%21" ] [ "+" "+" "!" ] (
      baseNameOf (lib.head (builtins.split "[?#]" address))
    );
}
