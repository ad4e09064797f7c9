# lib.fileset, read eagerly: a file set is { files = { "/absolute/file" = true; }; }. True for small trees, slow for large ones.
{ lib }:
let
  inherit (builtins) attrNames dirOf foldl' hasAttr isAttrs isPath listToAttrs pathExists readDir typeOf;
  make = files: { _type = "fileset"; inherit files; };

  kind = path: if pathExists path then builtins.readFileType path else null;

  # Every file below a path; symlinks and such count as files, as in the real one.
  walk = path: type:
    if type == "directory" then
      let entries = readDir path; in
      foldl' (acc: name: acc // walk (path + "/${name}") entries.${name}) { } (attrNames entries)
    else { ${toString path} = true; };

  coerce = context: x:
    if isAttrs x && (x._type or null) == "fileset" then x
    else if isAttrs x && x ? _isLibCleanSourceWith then
      throw "${context} is a `lib.sources`-based value, but it should be a file set or a path instead. To convert a `lib.sources`-based value to a file set you can use `lib.fileset.fromSource`."
    else if !isPath x then
      throw "${context} is of type ${typeOf x}, but it should be a file set or a path instead."
    else if kind x == null then
      throw "${context} (${toString x}) is a path that does not exist. To create a file set from a path that may not exist, use `lib.fileset.maybeMissing`."
    else make (walk x (kind x));
in
rec {
  empty = make { };
  union = a: b: unions [ a b ];
  unions = xs:
    if !(builtins.isList xs) then throw "lib.fileset.unions: Argument is of type ${typeOf xs}, but it should be a list instead."
    else make (foldl' (acc: x: acc // (coerce "lib.fileset.unions: element" x).files) { } xs);
  intersection = a: b:
    make (builtins.intersectAttrs (coerce "lib.fileset.intersection: first argument" a).files (coerce "lib.fileset.intersection: second argument" b).files);
  difference = a: b:
    make (removeAttrs (coerce "lib.fileset.difference: first argument" a).files (attrNames (coerce "lib.fileset.difference: second argument" b).files));
  maybeMissing = path:
    if !isPath path then throw "lib.fileset.maybeMissing: Argument is of type ${typeOf path}, but it should be a path instead."
    else if kind path == null then empty
    else coerce "lib.fileset.maybeMissing: argument" path;
  fileFilter = pred: path:
    make (lib.filterAttrs (file: _: pred {
      name = baseNameOf file;
      type = "regular";
      hasExt = ext: lib.hasSuffix ".${ext}" file;
    }) (coerce "lib.fileset.fileFilter: second argument" path).files);
  fromSource = source:
    let origSrc = source.origSrc or source; filter = source.filter or (_: _: true);
      go = path: type:
        if !(filter (toString path) type) then { }
        else if type == "directory" then let e = readDir path; in foldl' (acc: n: acc // go (path + "/${n}") e.${n}) { } (attrNames e)
        else { ${toString path} = true; };
      top = readDir origSrc;
    in make (foldl' (acc: n: acc // go (origSrc + "/${n}") top.${n}) { } (attrNames top));
  toList = fs: map (f: /. + f) (attrNames (coerce "lib.fileset.toList: argument" fs).files);
  # Nothing is tracked in a flake's source: it is a store path. The real one fails there as well.
  gitTracked = path:
    throw "lib.fileset.gitTracked: The argument (${toString path}) is a store path within a working tree of a Git repository. This indicates that a source directory was imported into the store using a method such as `import \"\${./.}\"` or `path:.`.";
  toSource = { root, fileset }:
    let
      set = coerce "lib.fileset.toSource: `fileset`" fileset;
      base = toString root;
      outside = builtins.filter (f: !(lib.hasPrefix "${base}/" f)) (attrNames set.files);
      parents = f: let d = dirOf f; in if d == base || d == "/" then [ ] else [ d ] ++ parents d;
      dirs = listToAttrs (map (d: { name = d; value = true; }) (builtins.concatMap parents (attrNames set.files)));
    in
    if !isPath root then
      throw "lib.fileset.toSource: `root` is of type ${typeOf root}, but it should be a path instead. `lib.fileset` only works with path values."
    else if kind root != "directory" then
      throw "lib.fileset.toSource: `root` (${base}) is a file, but it should be a directory instead."
    else if outside != [ ] then
      throw "lib.fileset.toSource: `fileset` could contain files in ${builtins.head outside}, which is not under the `root` (${base})."
    else
      {
        _isLibCleanSourceWith = true;
        origSrc = root;
        name = "source";
        filter = path: type: if type == "directory" then hasAttr path dirs else hasAttr path set.files;
        outPath = builtins.path {
          path = root;
          name = "source";
          filter = path: type: if type == "directory" then hasAttr path dirs else hasAttr path set.files;
        };
      };
}
