# The app and its tests, out of this folder and package-lock.json.
{
  pkgs,
  name,
  nodejs,
}:
let
  inherit (pkgs) lib;

  # The same Node without npm, for which an app that runs has no use.
  nodejs-slim = pkgs."nodejs-slim_${lib.versions.major nodejs.version}";

  # Each package comes from the address, and with the hash, that package-lock.json has for it.
  # Apart from the app, so that an edit of the app does not install them anew.
  nodeModules =
    npmInstallFlags:
    pkgs.importNpmLock.buildNodeModules {
      inherit nodejs;
      package = lib.importJSON ../package.json;
      packageLock = lib.importJSON ../package-lock.json;
      derivationArgs = { inherit npmInstallFlags; };
    };

  # An edit of a file that is not among the paths builds nothing anew.
  tree =
    paths:
    lib.fileset.toSource {
      root = ../.;
      # While the Dockerfile builds the dependencies, the source is not there yet.
      fileset = lib.fileset.unions (map lib.fileset.maybeMissing paths);
    };
  files = [
    ../package.json
    ../src
    ../migrations
  ];
  testFiles = [
    ../test
    ../tsconfig.json
  ];

  services = import ./services.nix { inherit pkgs; };

  # npm's hidden lock file refers to the archive of every package: it would take them all along.
  production = pkgs.runCommand "node-modules" { } ''
    mkdir $out
    cp -r ${nodeModules [ "--omit=dev" ]}/node_modules $out
    chmod u+w $out/node_modules
    rm -f $out/node_modules/.package-lock.json
  '';
in
{
  app =
    pkgs.runCommand name
      {
        nativeBuildInputs = [ pkgs.makeWrapper ];
        # What an edit of the app leaves as it is.
        passthru.runtime = [
          nodejs-slim
          production
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
        makeWrapper ${lib.getExe nodejs-slim} $out/bin/worker \
          --add-flags $out/lib/src/worker.ts \
          --set-default NODE_ENV production
        makeWrapper ${lib.getExe nodejs-slim} $out/bin/release \
          --add-flags $out/lib/src/release.ts \
          --set-default NODE_ENV production
      '';

  # The tests start the server, which macOS has to be told to allow.
  tests =
    pkgs.runCommand "tests"
      {
        nativeBuildInputs = [ nodejs ];
        __darwinAllowLocalNetworking = true;
      }
      ''
        cp -r ${tree (files ++ testFiles)}/. .
        ln -s ${nodeModules [ ]}/node_modules node_modules
        node node_modules/typescript/bin/tsc
        ${lib.getExe services.program} node --run test
        touch $out
      '';

  tools = [ nodejs ];
}
