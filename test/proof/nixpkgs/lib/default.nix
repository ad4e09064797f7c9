# The part of nixpkgs' lib that a generated flake may use, small but with the true meaning.
let
  lib = rec {
    # --- from builtins -------------------------------------------------------------------------------------------------
    inherit (builtins)
      add
      all
      any
      attrNames
      attrValues
      baseNameOf
      bitAnd
      catAttrs
      compareVersions
      concatLists
      concatMap
      concatStringsSep
      deepSeq
      dirOf
      elem
      elemAt
      filter
      foldl'
      fromJSON
      fromTOML
      genList
      genericClosure
      getAttr
      groupBy
      hasAttr
      head
      intersectAttrs
      isAttrs
      isBool
      isFloat
      isInt
      isList
      isPath
      isString
      length
      lessThan
      listToAttrs
      match
      mapAttrs
      partition
      pathExists
      readFile
      removeAttrs
      replaceStrings
      seq
      sort
      split
      splitVersion
      stringLength
      substring
      tail
      toJSON
      trace
      tryEval
      typeOf
      unsafeDiscardStringContext
      unsafeGetAttrPos
      zipAttrsWith
      ;

    isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
    functionArgs = f: if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f)) else builtins.functionArgs f;

    # --- trivial -------------------------------------------------------------------------------------------------------
    id = x: x;
    const = x: _: x;
    pipe = foldl' (x: f: f x);
    flip = f: a: b: f b a;
    fix = f: let x = f x; in x;
    warn = msg: builtins.trace "evaluation warning: ${msg}";
    warnIf = cond: msg: if cond then warn msg else id;
    warnIfNot = cond: warnIf (!cond);
    throwIf = cond: msg: if cond then throw msg else id;
    throwIfNot = cond: throwIf (!cond);
    assertMsg = pred: msg: pred || throw msg;
    importJSON = path: fromJSON (readFile path);
    importTOML = path: fromTOML (readFile path);
    boolToString = b: if b then "true" else "false";
    min = x: y: if x < y then x else y;
    max = x: y: if x > y then x else y;
    version = "26.05.lookalike";
    trivial = {
      inherit version;
      release = "26.05";
      inherit importJSON importTOML warn warnIf pipe id const flip;
    };

    # --- lists ---------------------------------------------------------------------------------------------------------
    singleton = x: [ x ];
    optional = cond: x: if cond then [ x ] else [ ];
    optionals = cond: xs: if cond then xs else [ ];
    toList = x: if isList x then x else [ x ];
    flatten = x: if isList x then concatMap flatten x else [ x ];
    unique = foldl' (acc: x: if elem x acc then acc else acc ++ [ x ]) [ ];
    subtractLists = e: filter (x: !(elem x e));
    intersectLists = e: filter (x: elem x e);
    last = xs: assert assertMsg (xs != [ ]) "lists.last: list must not be empty!"; elemAt xs (length xs - 1);
    init = xs: assert assertMsg (xs != [ ]) "lists.init: list must not be empty!"; take (length xs - 1) xs;
    take = n: sublist 0 n;
    drop = n: xs: sublist n (length xs) xs;
    sublist = start: count: xs:
      let len = length xs; in
      genList (n: elemAt xs (n + start)) (if start >= len then 0 else if start + count > len then len - start else count);
    range = first: last: if first > last then [ ] else genList (n: first + n) (last - first + 1);
    reverseList = xs: let l = length xs; in genList (n: elemAt xs (l - n - 1)) l;
    remove = e: filter (x: x != e);
    findFirst = pred: default: xs: let found = filter pred xs; in if found == [ ] then default else head found;
    imap0 = f: xs: genList (n: f n (elemAt xs n)) (length xs);
    imap1 = f: xs: genList (n: f (n + 1) (elemAt xs n)) (length xs);
    foldr = op: nul: xs: let len = length xs; go = n: if n == len then nul else op (elemAt xs n) (go (n + 1)); in go 0;
    forEach = xs: f: map f xs;
    zipListsWith = f: a: b: genList (n: f (elemAt a n) (elemAt b n)) (min (length a) (length b));

    # --- attribute sets ------------------------------------------------------------------------------------------------
    nameValuePair = name: value: { inherit name value; };
    genAttrs = names: f: listToAttrs (map (n: nameValuePair n (f n)) names);
    attrVals = names: set: map (n: set.${n}) names;
    mapAttrs' = f: set: listToAttrs (map (n: f n set.${n}) (attrNames set));
    mapAttrsToList = f: set: map (n: f n set.${n}) (attrNames set);
    concatMapAttrs = f: set: foldl' (a: b: a // b) { } (mapAttrsToList f set);
    filterAttrs = pred: set: removeAttrs set (filter (n: !(pred n set.${n})) (attrNames set));
    optionalAttrs = cond: set: if cond then set else { };
    attrByPath = path: default: set:
      if path == [ ] then set
      else if isAttrs set && set ? ${head path} then attrByPath (tail path) default set.${head path}
      else default;
    getAttrFromPath = path: set: attrByPath path (throw "cannot find attribute '${concatStringsSep "." path}'") set;
    hasAttrByPath = path: set: path == [ ] || (isAttrs set && set ? ${head path} && hasAttrByPath (tail path) set.${head path});
    getAttrs = names: set: genAttrs names (n: set.${n});
    recursiveUpdate = a: b: a // mapAttrs (n: v: if isAttrs v && isAttrs (a.${n} or null) then recursiveUpdate a.${n} v else v) b;
    mergeAttrsList = foldl' (a: b: a // b) { };
    attrsToList = mapAttrsToList nameValuePair;
    cartesianProduct = set: foldl' (acc: n: concatMap (a: map (v: a // { ${n} = v; }) set.${n}) acc) [ { } ] (attrNames set);
    isDerivation = x: (x.type or null) == "derivation";
    recurseIntoAttrs = set: set // { recurseForDerivations = true; };
    dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
    getOutput = output: pkg: if !(pkg ? outputSpecified) || !pkg.outputSpecified then pkg.${output} or pkg.out or pkg else pkg;
    getBin = getOutput "bin";
    getLib = getOutput "lib";
    getDev = getOutput "dev";

    # --- strings -------------------------------------------------------------------------------------------------------
    concatStrings = concatStringsSep "";
    concatMapStrings = f: xs: concatStrings (map f xs);
    concatMapStringsSep = sep: f: xs: concatStringsSep sep (map f xs);
    concatLines = concatMapStrings (s: s + "\n");
    concatMapAttrsStringSep = sep: f: set: concatStringsSep sep (mapAttrsToList f set);
    optionalString = cond: s: if cond then s else "";
    hasPrefix = pref: s: substring 0 (stringLength pref) s == pref;
    hasSuffix = suf: s: let l = stringLength s; k = stringLength suf; in l >= k && substring (l - k) k s == suf;
    hasInfix = infix: s: length (split (escapeRegex infix) "${s}") > 1;
    removePrefix = pref: s: if hasPrefix pref s then substring (stringLength pref) (-1) s else s;
    removeSuffix = suf: s: if hasSuffix suf s then substring 0 (stringLength s - stringLength suf) s else s;
    stringToCharacters = s: genList (n: substring n 1 s) (stringLength s);
    escape = chars: replaceStrings chars (map (c: "\\${c}") chars);
    escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");
    escapeShellArg = arg:
      let s = toString arg; in
      if match "[[:alnum:],._+:@%/-]+" s == null then "'${replaceStrings [ "'" ] [ "'\\''" ] s}'" else s;
    escapeShellArgs = concatMapStringsSep " " escapeShellArg;
    toShellVar = name: value:
      if isAttrs value && !isDerivation value && !(value ? __toString) then
        "declare -A ${name}=(${concatStringsSep " " (mapAttrsToList (n: v: "[${escapeShellArg n}]=${escapeShellArg v}") value)})"
      else if isList value then "declare -a ${name}=(${escapeShellArgs value})"
      else "${name}=${escapeShellArg value}";
    toShellVars = set: concatStringsSep "\n" (mapAttrsToList toShellVar set);
    lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
    upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    toLower = replaceStrings upperChars lowerChars;
    toUpper = replaceStrings lowerChars upperChars;
    splitString = sep: s: filter isString (split (escapeRegex (toString sep)) (toString s));
    trim = s: let m = match "[ \t\r\n]*(.*[^ \t\r\n])[ \t\r\n]*" s; in if m == null then "" else head m;
    fixedWidthString = width: filler: s: if stringLength s >= width then s else fixedWidthString width filler (filler + s);
    makeSearchPath = sub: paths: concatStringsSep ":" (map (p: "${p}/${sub}") (filter (p: p != null) paths));
    makeSearchPathOutput = output: sub: paths: makeSearchPath sub (map (getOutput output) paths);
    makeBinPath = makeSearchPathOutput "bin" "bin";
    makeLibraryPath = makeSearchPathOutput "lib" "lib";
    isStringLike = x: isString x || isPath x || x ? outPath || x ? __toString;
    getName = x:
      let parse = drv: (builtins.parseDrvName drv).name; in
      if isString x then parse x else x.pname or (parse x.name);
    getVersion = x:
      let parse = drv: (builtins.parseDrvName drv).version; in
      if isString x then parse x else x.version or (parse x.name);
    # The real one refuses leading zeros as well.
    toInt = text: if builtins.match "-?(0|[1-9][0-9]*)" text == null then throw "look-alike: toInt: ${text}" else fromJSON text;
    versionAtLeast = a: b: compareVersions b a != 1;
    versionOlder = a: b: compareVersions b a == 1;
    versions = {
      splitVersion = splitVersion;
      major = v: elemAt (splitVersion v) 0;
      minor = v: elemAt (splitVersion v) 1;
      majorMinor = v: concatStringsSep "." (take 2 (splitVersion v));
    };
    strings = { inherit toLower toUpper escapeShellArg escapeShellArgs concatStringsSep concatMapStringsSep hasPrefix hasSuffix splitString removePrefix removeSuffix makeBinPath optionalString replaceStrings trim toShellVar; escapeNixString = s: escape [ "$" ] (toJSON s); };
    lists = { inherit optional optionals toList flatten unique head last init take drop range singleton remove findFirst; };
    attrsets = { inherit genAttrs mapAttrs mapAttrs' mapAttrsToList nameValuePair filterAttrs optionalAttrs recursiveUpdate attrByPath concatMapAttrs; };

    # --- customisation -------------------------------------------------------------------------------------------------
    # A function whose result can be asked to be made again: result.override { … }.
    makeOverridable = f: mirrorFunctionArgs f (origArgs:
      let
        result = f origArgs;
        overrideWith = newArgs: origArgs // (if isFunction newArgs then newArgs origArgs else newArgs);
        again = mirrorFunctionArgs f (newArgs: makeOverridable f (overrideWith newArgs));
      in
      if isAttrs result then
        result // { override = again; } // optionalAttrs (result ? overrideAttrs) {
          overrideAttrs = g: makeOverridable (args: (f args).overrideAttrs g) origArgs;
        }
      else if isFunction result then setFunctionArgs result (functionArgs result) // { override = again; }
      else result);
    mirrorFunctionArgs = f: g: if functionArgs f == { } then g else setFunctionArgs g (functionArgs f);
    setFunctionArgs = f: args: { __functor = _self: f; __functionArgs = args; };
    callPackageWith = set: fn: args:
      let f = if isFunction fn then fn else import fn; in
      makeOverridable f (intersectAttrs (functionArgs f) set // args);
    callPackagesWith = set: fn: args:
      let
        f = if isFunction fn then fn else import fn;
        all = intersectAttrs (functionArgs f) set // args;
      in
      mapAttrs (name: _: makeOverridable (mirrorFunctionArgs f (again: (f again).${name})) all) (f all);
    extends = overlay: f: final: let prev = f final; in prev // overlay final prev;
    composeExtensions = f: g: final: prev: let a = f final prev; in a // g final (prev // a);
    customisation = { inherit makeOverridable callPackageWith callPackagesWith; };

    # --- packages' facts -----------------------------------------------------------------------------------------------
    setPrio = priority: drv: drv // { meta = (drv.meta or { }) // { inherit priority; }; };
    lowPrio = setPrio 10;
    hiPrio = setPrio (-10);
    getExe = x:
      getExe' x (x.meta.mainProgram or (
        warn ''getExe: Package ${strings.escapeNixString x.meta.name or x.pname or x.name} does not have the meta.mainProgram attribute. We'll assume that the main program has the same name for now, but this behavior is deprecated, because it leads to surprising errors when the assumption does not hold. If the package has a main program, please set `meta.mainProgram` in its definition to make this warning go away. Otherwise, if the package does not have a main program, or if you don't control its definition, use getExe' to specify the name to the program, such as lib.getExe' foo "bar".'' (getName x)
      ));
    getExe' = x: y:
      assert assertMsg (isDerivation x) "lib.meta.getExe': The first argument is of type ${typeOf x}, but it should be a derivation instead.";
      assert assertMsg (isString y) "lib.meta.getExe': The second argument is of type ${typeOf y}, but it should be a string instead.";
      assert assertMsg (match ".*/.*" y == null) ''lib.meta.getExe': The second argument "${y}" is a nested path with a "/" character, but it should just be the name of the executable instead.'';
      "${getBin x}/bin/${y}";
    meta = { inherit getExe getExe' setPrio lowPrio hiPrio; defaultPriority = 5; };
    licenses = mapAttrs (shortName: spdxId: { inherit shortName spdxId; free = true; deprecated = false; fullName = spdxId; }) {
      agpl3Only = "AGPL-3.0-only";
      asl20 = "Apache-2.0";
      bsd2 = "BSD-2-Clause";
      bsd3 = "BSD-3-Clause";
      gpl3Only = "GPL-3.0-only";
      gpl3Plus = "GPL-3.0-or-later";
      isc = "ISC";
      mit = "MIT";
      mpl20 = "MPL-2.0";
      unlicense = "Unlicense";
    };
    platforms = rec {
      linux = [ "x86_64-linux" "aarch64-linux" ];
      darwin = [ "x86_64-darwin" "aarch64-darwin" ];
      unix = linux ++ darwin;
      all = unix;
    };
    systems.flakeExposed = platforms.all;
    fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    maintainers = { };

    # --- sources -------------------------------------------------------------------------------------------------------
    cleanSourceFilter = name: type:
      let base = baseNameOf (toString name); in
      !(
        (base == ".git" || type == "directory" && elem base [ ".svn" "CVS" ".hg" ".jj" ".pijul" "_darcs" ])
        || hasSuffix "~" base
        || match "^\\.sw[a-z]$" base != null
        || match "^\\..*\\.sw[a-z]$" base != null
        || hasSuffix ".o" base
        || hasSuffix ".so" base
        || (type == "symlink" && hasPrefix "result" base)
        || type == "unknown"
      );
    cleanSource = src: cleanSourceWith { filter = cleanSourceFilter; inherit src; };
    cleanSourceWith = { filter ? _path: _type: true, src, name ? null }:
      let
        known = src ? _isLibCleanSourceWith;
        origSrc = if known then src.origSrc else src;
        filter' = if known then path: type: filter path type && src.filter path type else filter;
        name' = if name != null then name else if known then src.name else "source";
      in
      {
        inherit origSrc;
        filter = filter';
        name = name';
        _isLibCleanSourceWith = true;
        outPath = builtins.path { filter = filter'; path = origSrc; name = name'; };
      };
    sourceByRegex = src: regexes:
      let root = toString (src.origSrc or src) + "/"; in
      cleanSourceWith { inherit src; filter = path: _type: any (re: match re (removePrefix root (toString path)) != null) regexes; };
    sourceFilesBySuffices = src: exts:
      cleanSourceWith { inherit src; filter = path: type: type == "directory" || any (ext: hasSuffix ext (baseNameOf path)) exts; };
    sources = { inherit cleanSource cleanSourceWith cleanSourceFilter sourceByRegex sourceFilesBySuffices; };
    fileset = import ./fileset.nix { inherit lib; };
  };
in
lib
