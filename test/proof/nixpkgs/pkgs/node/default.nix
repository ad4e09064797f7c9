# nodejs, importNpmLock, buildNpmPackage. (pkgs/build-support/node/)
{
  lib,
  debian,
  bash,
  stdenv,
  symlinkJoin,
  callPackages,
  jq,
  makeWrapper,
  makeHook,
  python,
}:
let
  versions = { "24" = "24.21.0"; "26" = "26.10.0"; };
  passthru = { inherit python; passthru = { inherit python; }; };
  meta = { mainProgram = "node"; platforms = lib.platforms.all; };
  makeSlim = major:
    let
      slim = debian.make {
        pname = "nodejs-slim";
        version = versions.${major};
        deps = [ bash ];
        extra = "mkdir -p $out/bin; cp /opt/node-${major}/bin/node $out/bin/node";
        inherit meta passthru;
      };
    in
    # There an output of its own.
    slim // { npm = npm slim; };
  # Links to the slim one and to npm.
  make = slim: symlinkJoin {
    pname = "nodejs";
    inherit (slim) version;
    inherit meta passthru;
    paths = [ slim slim.npm ];
  };
  npm = slim: debian.make {
    pname = "nodejs-slim-npm";
    inherit (slim) version;
    deps = [ bash slim ];
    extra = ''
      mkdir -p $out/bin $out/lib/node_modules
      cp -r /opt/npm-11 $out/lib/node_modules/npm
      ln -s ../lib/node_modules/npm/bin/npm-cli.js $out/bin/npm
      ln -s ../lib/node_modules/npm/bin/npx-cli.js $out/bin/npx
      chmod +x $out/lib/node_modules/npm/bin/*.js
    '';
  };
  nodejs-slim_24 = makeSlim "24";
  nodejs-slim_26 = makeSlim "26";
  nodejs_24 = make nodejs-slim_24;
  nodejs_26 = make nodejs-slim_26;
  nodejs = nodejs_24;

  # Programs of npm packages, with the Node that nixpkgs builds them with.
  manager = pname: version: file: node: debian.make {
    inherit pname version;
    deps = [ bash node ];
    extra = ''
      mkdir -p $out/bin $out/libexec
      cp -r /opt/${pname}-${version} $out/libexec/${pname}
      rm -rf $out/libexec/pnpm/dist/reflink.*node $out/libexec/pnpm/dist/vendor
      chmod +x $out/libexec/${pname}/bin/*
      ln -s ../libexec/${pname}/bin/${file} $out/bin/${pname}
    '';
    meta = { mainProgram = pname; platforms = lib.platforms.all; };
    passthru = lib.optionalAttrs (pname == "pnpm") { majorVersion = lib.versions.major version; };
  };
  pnpm = version: file: manager "pnpm" version file nodejs-slim_24;
  # There nothing can be asked of it while it has known vulnerabilities.
  insecure = package:
    let refused = throw "look-alike: ${package.name} is marked as insecure, refusing to evaluate"; in
    package // {
      outPath = refused;
      drvPath = refused;
      overrideAttrs = change:
        let changed = change { meta = package.meta // { knownVulnerabilities = [ "CVE-2026-48995" ]; }; }; in
        if changed == { meta = package.meta // { knownVulnerabilities = [ ]; }; } then package else refused;
    };

  importNpmLock = callPackages ./import-npm-lock.nix { };

  npmBuildHook = makeHook { name = "npm-build-hook"; script = builtins.readFile ./npm-build-hook.sh; };
  npmInstallHook = node: makeHook {
    name = "npm-install-hook";
    deps = [ jq makeWrapper ];
    script = builtins.replaceStrings [ "@hostNode@" ] [ "${node}/bin/node" ] (builtins.readFile ./npm-install-hook.sh);
  };
  buildNpmPackage = lib.makeOverridable ({ nodejs }:
    let
      topNodejs = nodejs;
      build =
        {
          nodejs ? topNodejs,
          nativeBuildInputs ? [ ],
          buildInputs ? [ ],
          npmDeps ? throw "look-alike: buildNpmPackage needs npmDeps = importNpmLock { … }: fetchNpmDeps (npmDepsHash) is not there",
          npmConfigHook ? throw "look-alike: buildNpmPackage needs npmConfigHook = importNpmLock.npmConfigHook",
          npmBuildHook ? null,
          npmInstallHook ? null,
          npmBuildScript ? "build",
          npmFlags ? [ ],
          npmInstallFlags ? [ ],
          npmRebuildFlags ? [ ],
          npmBuildFlags ? [ ],
          npmPackFlags ? [ ],
          npmPruneFlags ? npmInstallFlags,
          npmWorkspace ? null,
          npmDepsHash ? "",
          forceGitDeps ? false,
          forceEmptyCache ? false,
          makeCacheWritable ? false,
          ...
        }@args:
        stdenv.mkDerivation (
          args
          // {
            inherit npmDeps npmBuildScript;
            nativeBuildInputs = nativeBuildInputs ++ [
              nodejs
              npmConfigHook
              (if npmBuildHook != null then npmBuildHook else own.npmBuildHook)
              (if npmInstallHook != null then npmInstallHook else own.npmInstallHook nodejs)
            ];
            buildInputs = buildInputs ++ [ nodejs ];
            strictDeps = true;
            dontStrip = args.dontStrip or true;
            meta = { platforms = nodejs.meta.platforms; } // (args.meta or { });
          }
        );
    in
    lib.setFunctionArgs (fnOrArgs: if builtins.isFunction fnOrArgs then lib.fix (final: build (fnOrArgs final)) else build fnOrArgs) (lib.functionArgs build)) { inherit nodejs; };
  own = { inherit npmBuildHook npmInstallHook; };
in
{
  inherit nodejs nodejs_24 nodejs_26 nodejs-slim_24 nodejs-slim_26 importNpmLock buildNpmPackage;
  pnpm_8 = insecure (pnpm "8.15.9" "pnpm.cjs");
  pnpm_9 = insecure (pnpm "9.15.9" "pnpm.cjs");
  pnpm_10 = pnpm "10.34.4" "pnpm.cjs";
  pnpm_11 = pnpm "11.9.0" "pnpm.mjs";
  yarn = manager "yarn" "1.22.22" "yarn.js" nodejs;
  nodejs_latest = nodejs_26;
  nodejs-slim = nodejs-slim_24;
}
