# importNpmLock. (pkgs/build-support/node/import-npm-lock/default.nix)
{
  lib,
  fetchurl,
  stdenv,
  callPackages,
  runCommand,
}:
let
  inherit (builtins) match elemAt toJSON;
  inherit (lib) importJSON mapAttrs;
  getName = package: package.name or "unknown";
  getVersion = package: package.version or "0.0.0";
  hooks = callPackages ./hooks.nix { };
in
lib.fix (self: {
  __functor = self: self.importNpmLock;
  inherit hooks;
  inherit (hooks) npmConfigHook linkNodeModulesHook;

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
        __structuredAttrs = true;
        package = toJSON manifest;
        packageLock = toJSON lock;
      }
      ''
        mkdir $out
        printf "%s" "$package" > $out/package.json
        printf "%s" "$packageLock" > $out/package-lock.json
      '';

  buildNodeModules =
    {
      nodejs,
      derivationArgs ? { },
      npmRoot ? null,
      package ? importJSON (npmRoot + "/package.json"),
      packageLock ? importJSON (npmRoot + "/package-lock.json"),
    }:
    let
      # Lists of flags are bash arrays then: the hook's $npmInstallFlags is the first one alone.
      __structuredAttrs = !(derivationArgs ? passAsFile);
    in
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
        inherit __structuredAttrs;
        nativeBuildInputs = [ nodejs nodejs.passthru.python hooks.npmConfigHook ] ++ derivationArgs.nativeBuildInputs or [ ];
        postPatch = (
          if __structuredAttrs then ''
            printf "%s" "$package" > package.json
            printf "%s" "$packageLock" > package-lock.json
          ''
          else ''
            cp --no-preserve=mode "$packagePath" package.json
            cp --no-preserve=mode "$packageLockPath" package-lock.json
          ''
        ) + derivationArgs.postPatch or "";
      }
      // lib.optionalAttrs (!__structuredAttrs) {
        passAsFile = [ "package" "packageLock" ] ++ derivationArgs.passAsFile;
      }
    );
})
