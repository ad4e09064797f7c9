# nodejs, importNpmLock, buildNpmPackage. (pkgs/build-support/node/)
{
  lib,
  debian,
  bash,
  stdenv,
  runCommand,
  symlinkJoin,
  fetchurl,
  jq,
  makeWrapper,
  makeHook,
  python,
}:
let
  versions = { "24" = "24.21.0"; "26" = "26.10.0"; };
  passthru = { inherit python; passthru = { inherit python; }; };
  meta = { mainProgram = "node"; platforms = lib.platforms.all; };
  makeSlim = major: debian.make {
    pname = "nodejs-slim";
    version = versions.${major};
    deps = [ bash ];
    extra = "mkdir -p $out/bin; cp /opt/node-${major}/bin/node $out/bin/node";
    inherit meta passthru;
  };
  # Links to the slim one and to npm.
  make = slim: symlinkJoin {
    pname = "nodejs";
    inherit (slim) version;
    inherit meta passthru;
    paths = [ slim (npm slim) ];
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

  inherit (builtins) match elemAt toJSON;
  inherit (lib) importJSON mapAttrs;
  getName = package: package.name or "unknown";
  getVersion = package: package.version or "0.0.0";

  npmConfigHook = makeHook {
    name = "npm-config-hook";
    deps = [ jq ];
    script = builtins.replaceStrings [ "@canonicalize@" ] [ "${./canonicalize-symlinks}" ] (builtins.readFile ./npm-config-hook.sh);
  };
  linkNodeModulesHook = throw "look-alike: importNpmLock.hooks.linkNodeModulesHook is not there";

  importNpmLock = lib.fix (self: {
    __functor = self: self.importNpmLock;
    hooks = { inherit npmConfigHook linkNodeModulesHook; };
    inherit npmConfigHook linkNodeModulesHook;

    importNpmLock =
      {
        fetcherOpts ? { },
        npmRoot ? null,
        package ? importJSON (npmRoot + "/package.json"),
        packageLock ? importJSON (npmRoot + "/package-lock.json"),
        packageSourceOverrides ? { },
        pname ? getName package,
        version ? getVersion package,
      }:
      let
        fetchModule = path: module:
          if packageSourceOverrides ? ${path} then packageSourceOverrides.${path}
          else if (module.resolved or null) == null then null
          else
            let
              url = match "(.+)://(.+)" module.resolved;
              scheme = elemAt url 0;
            in
            if url == null then { outPath = npmRoot + "/${module.resolved}"; }
            else if scheme == "http" || scheme == "https" then fetchurl ({ url = module.resolved; hash = module.integrity; } // (fetcherOpts.${path} or { }))
            else throw "Unsupported URL scheme: ${scheme}";
        # A bare "latest" or a GitHub reference becomes the locked version.
        locked = mapAttrs (name: range: if range == "latest" || match "github(.com)?:.+" range != null then lock.packages."node_modules/${name}".version else range);
        lock = packageLock // {
          packages = mapAttrs (
            path: module:
            let src = fetchModule path module; in
            removeAttrs module [ "link" "funding" ]
            // lib.optionalAttrs (src != null) { resolved = "file:${src}"; }
            // lib.optionalAttrs (module ? dependencies) { dependencies = locked module.dependencies; }
            // lib.optionalAttrs (module ? optionalDependencies) { optionalDependencies = locked module.optionalDependencies; }
          ) packageLock.packages;
        };
        fromStore = mapAttrs (name: _: lock.packages."node_modules/${name}".resolved);
        manifest = package
          // lib.optionalAttrs (package ? dependencies) { dependencies = fromStore package.dependencies; }
          // lib.optionalAttrs (package ? devDependencies) { devDependencies = fromStore package.devDependencies; };
      in
      runCommand "${getName package}-${version}-sources"
        {
          inherit version;
          pname = getName package;
          passAsFile = [ "package" "packageLock" ];
          package = toJSON manifest;
          packageLock = toJSON lock;
        }
        ''
          mkdir $out
          cp "$packagePath" $out/package.json
          cp "$packageLockPath" $out/package-lock.json
        '';

    buildNodeModules =
      {
        nodejs,
        derivationArgs ? { },
        npmRoot ? null,
        package ? importJSON (npmRoot + "/package.json"),
        packageLock ? importJSON (npmRoot + "/package-lock.json"),
      }:
      stdenv.mkDerivation (
        {
          pname = derivationArgs.pname or "${getName package}-node-modules";
          version = derivationArgs.version or (getVersion package);
          dontUnpack = true;
          npmDeps = self.importNpmLock { inherit npmRoot package packageLock; };
          package = toJSON package;
          packageLock = toJSON packageLock;
          installPhase = ''
            runHook preInstall
            mkdir $out
            cp package.json $out/
            cp package-lock.json $out/
            [[ -d node_modules ]] && mv node_modules $out/
            runHook postInstall
          '';
        }
        // derivationArgs
        // {
          nativeBuildInputs = [ nodejs npmConfigHook ] ++ derivationArgs.nativeBuildInputs or [ ];
          passAsFile = [ "package" "packageLock" ] ++ derivationArgs.passAsFile or [ ];
          postPatch = ''
            cp --no-preserve=mode "$packagePath" package.json
            cp --no-preserve=mode "$packageLockPath" package-lock.json
          '' + derivationArgs.postPatch or "";
        }
      );
  });

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
  nodejs_latest = nodejs_26;
  nodejs-slim = nodejs-slim_24;
}
