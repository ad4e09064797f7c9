# What is this folder? How Nix builds the app and puts it into an image that Heroku can run.
# This file builds the app and runs its tests, with the packages in package-lock.json.
# You touch it to change how the app is built, or to add files to the build.
{
  pkgs,
  name,
  nodejs,
}:
let
  inherit (pkgs) lib;

  # The same Node without npm, which the running app doesn't need.
  nodejs-slim = pkgs."nodejs-slim_${lib.versions.major nodejs.version}";

  package = lib.importJSON ../package.json;
  packageLock = lib.importJSON ../package-lock.json;

  # Each package comes from its address in package-lock.json, and must have the hash listed there.
  # This is separate from the app, so editing the app doesn't install the packages again.
  nodeModules =
    package: packageLock:
    let
      hasScripts = lib.any (entry: entry.hasInstallScript or false) (lib.attrValues packageLock.packages);
      buildNodeModules = pkgs.importNpmLock.buildNodeModules.override {
        # Native modules are for this Node, not for the default of nixpkgs.
        callPackages = lib.callPackagesWith (pkgs // { inherit nodejs; });
        # Without install scripts, no C compiler is downloaded.
        stdenv = if hasScripts then pkgs.stdenv else pkgs.stdenvNoCC;
      };
    in
    buildNodeModules {
      inherit package packageLock;
      # Scripts in packages get the path of the first Node; npm comes with the second one.
      nodejs = nodejs-slim;
      derivationArgs.nativeBuildInputs = [ nodejs ];
    };

  # Without the packages for development: building the image doesn't even download them.
  withoutTools = attrs: removeAttrs attrs [ "devDependencies" ];
  productionLock = packageLock // {
    packages = lib.mapAttrs (_: withoutTools) (
      lib.filterAttrs (_: entry: !(entry.dev or false)) packageLock.packages
    );
  };

  # Editing a file that isn't in the paths rebuilds nothing.
  tree =
    paths:
    lib.fileset.toSource {
      root = ../.;
      # When the Dockerfile builds the dependencies, the source isn't there yet.
      fileset = lib.fileset.unions (map lib.fileset.maybeMissing paths);
    };
  files = [
    ../package.json
    ../src
  ];
  testFiles = [
    ../eslint.config.js
    ../test
    ../tsconfig.json
  ];

  # Packages name what they were built with: native modules do, and scripts in Python.
  buildTools = [
    nodejs
    nodejs-slim.npm
    nodejs-slim.python
    (pkgs.srcOnly nodejs)
  ];
  each = flag: toString (map (tool: "${flag} ${tool}") buildTools);

  # npm's hidden lock file refers to the archive of every package: they'd end up in the image.
  production =
    pkgs.runCommand "node-modules"
      {
        nativeBuildInputs = [ pkgs.removeReferencesTo ];
        disallowedRequisites = buildTools;
      }
      ''
        mkdir $out
        cp -r ${nodeModules (withoutTools package) productionLock}/node_modules $out
        chmod -R u+w $out/node_modules
        rm -f $out/node_modules/.package-lock.json
        grep -rlZF ${each "-e"} $out > named || true
        xargs -0 -r remove-references-to ${each "-t"} < named
      '';
in
{
  app =
    pkgs.runCommand name
      {
        nativeBuildInputs = [ pkgs.makeWrapper ];
        # Stays the same when you edit the app.
        passthru.runtime = [
          nodejs-slim
          production
          pkgs.runtimeShellPackage # starts the wrapper below
        ];
        meta.mainProgram = "web";
      }
      ''
        mkdir -p $out/lib
        cp -r --no-preserve=mode ${tree files}/. $out/lib
        ln -s ${production}/node_modules $out/lib/node_modules
        makeWrapper ${lib.getExe nodejs-slim} $out/bin/web \
          --add-flags $out/lib/src/main.ts \
          --set BUILD_ID "$(basename $out | head -c 32)" \
          --set-default NODE_ENV production
      '';

  # The tests start the server, which macOS must be told to allow.
  tests =
    pkgs.runCommand "tests"
      {
        nativeBuildInputs = [ nodejs ];
        __darwinAllowLocalNetworking = true;
      }
      ''
        cp -r ${tree (files ++ testFiles)}/. .
        ln -s ${nodeModules package packageLock}/node_modules node_modules
        node --run lint
        node --run test
        touch $out
      '';

  tools = [ nodejs ];
}
