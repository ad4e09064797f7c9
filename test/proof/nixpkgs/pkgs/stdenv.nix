# stdenv: mkDerivation with phases. (pkgs/stdenv/generic/make-derivation.nix)
{
  lib,
  system,
  bash,
  cc, # the compiler, or null
  initialPath,
}:
let
  shell = "${bash}/bin/bash";
  # $stdenv/setup, as `nix develop` looks for it.
  stdenvDrv = derivation {
    name = "stdenv-linux";
    inherit system initialPath;
    defaultNativeBuildInputs = if cc == null then "" else cc;
    builder = shell;
    PATH = lib.makeBinPath initialPath;
    setup = ./setup.sh;
    args = [
      "-euc"
      ''
        mkdir -p $out
        printf 'initialPath="%s"\ndefaultNativeBuildInputs="%s"\nSHELL=%s\n: "''${NIX_STORE:=%s}"\n' "$initialPath" "$defaultNativeBuildInputs" ${shell} ${builtins.storeDir} > $out/setup
        cat $setup >> $out/setup
        exit 0
      ''
    ];
  };

  isWindowsOrSo = false;
  hostPlatform = {
    inherit system;
    config = builtins.replaceStrings [ "-linux" "-darwin" ] [ "-unknown-linux-gnu" "-apple-darwin" ] system;
    isLinux = lib.hasSuffix "-linux" system;
    isDarwin = lib.hasSuffix "-darwin" system;
    isx86_64 = lib.hasPrefix "x86_64-" system;
    isAarch64 = lib.hasPrefix "aarch64-" system;
    isUnix = true;
    is64bit = true;
    isWindows = isWindowsOrSo;
    isMusl = false;
    isStatic = false;
    parsed.cpu.name = builtins.head (lib.splitString "-" system);
    go = {
      GOOS = if lib.hasSuffix "-darwin" system then "darwin" else "linux";
      GOARCH = if lib.hasPrefix "x86_64-" system then "amd64" else "arm64";
    };
    extensions = {
      sharedLibrary = if lib.hasSuffix "-darwin" system then ".dylib" else ".so";
      executable = "";
    };
  };

  # Never handed to the builder.
  own = [
    "meta"
    "passthru"
    "pos"
    "env"
    "checkInputs"
    "nativeCheckInputs"
    "installCheckInputs"
    "nativeInstallCheckInputs"
  ];
  inputs = [
    "nativeBuildInputs"
    "buildInputs"
    "propagatedBuildInputs"
    "propagatedNativeBuildInputs"
  ];
  checkInput = name: x:
    if x == null || lib.isDerivation x || builtins.isPath x || builtins.isString x || lib.isStringLike x then x
    else throw "Dependency is not of a valid type: element of ${name} (a ${builtins.typeOf x})";

  make =
    rattrs: # finalAttrs → attrs
    let
      attrs = rattrs (attrs // { finalPackage = package; });
      name =
        if attrs ? pname && attrs ? version && !(attrs ? name) then "${attrs.pname}-${attrs.version}"
        else attrs.name or (throw "mkDerivation: `name` or `pname` and `version` are required");
      env = attrs.env or { };
      overlap = lib.attrNames (builtins.intersectAttrs env (removeAttrs attrs own));
      badEnv = lib.attrNames (lib.filterAttrs (_: v: !(builtins.isString v || builtins.isBool v || builtins.isInt v || builtins.isPath v || lib.isDerivation v)) env);
      doCheck = attrs.doCheck or false;
      doInstallCheck = attrs.doInstallCheck or false;
      structured = attrs.__structuredAttrs or false;
      lists = lib.genAttrs (lib.filter (n: attrs ? ${n} || n == "nativeBuildInputs") inputs) (n:
        map (checkInput n) (
          lib.flatten (attrs.${n} or [ ])
          ++ lib.optionals (n == "nativeBuildInputs") (
            lib.optionals doCheck (attrs.nativeCheckInputs or [ ]) ++ lib.optionals doInstallCheck (attrs.nativeInstallCheckInputs or [ ])
          )
          ++ lib.optionals (n == "buildInputs" && doCheck) (attrs.checkInputs or [ ])
        ));
      drvArgs =
        removeAttrs attrs own
        // lists
        // env
        // {
          inherit name system;
          stdenv = stdenvDrv;
          builder = shell;
          args = [ "-e" ./default-builder.sh ];
          doCheck = doCheck;
          doInstallCheck = doInstallCheck;
        };
      drv = builtins.derivation (if structured then drvArgs else removeAttrs drvArgs [ "__structuredAttrs" ]);
      outs = attrs.outputs or [ "out" ];
      extra = {
        inherit name;
        meta = { inherit name; outputsToInstall = [ (lib.head outs) ]; } // (attrs.meta or { });
        overrideAttrs =
          g:
          make (
            self:
            let
              prev = rattrs self;
              f = if builtins.isFunction g then g else (_: g);
              once = f prev;
              next = if builtins.isFunction once then f self prev else once;
            in
            prev // next
          );
        inherit stdenv;
        passthru = attrs.passthru or { };
      }
      // lib.getAttrs (lib.filter (n: attrs ? ${n}) [ "pname" "version" "src" ] ) attrs
      // (attrs.passthru or { });
      package =
        if overlap != [ ] then
          throw ''
            The `env` attribute set cannot contain any attributes passed to derivation. The following attributes are overlapping:
            ${lib.concatMapStringsSep "\n" (n: "  - ${n}: in `env`: ${builtins.toJSON env.${n}}; in derivation arguments: ${builtins.toJSON attrs.${n}}") overlap}''
        else if badEnv != [ ] then
          throw "The `env` attribute set can only contain derivation, string, boolean or integer attributes. Wrong: ${toString badEnv}"
        else drv // lib.listToAttrs (map (o: lib.nameValuePair o (drv.${o} // extra // { outputSpecified = true; outputName = o; })) outs) // extra;
    in
    package;

  stdenv = stdenvDrv // {
    inherit cc hostPlatform initialPath shell;
    buildPlatform = hostPlatform;
    targetPlatform = hostPlatform;
    inherit (hostPlatform) isLinux isDarwin isx86_64 isAarch64;
    inherit system;
    shellDryRun = "${shell} -n -O extglob";
    mkDerivation = fnOrAttrs: if builtins.isFunction fnOrAttrs then make fnOrAttrs else make (_: fnOrAttrs);
    defaultBuildInputs = [ ];
    defaultNativeBuildInputs = [ ];
  };
in
stdenv
