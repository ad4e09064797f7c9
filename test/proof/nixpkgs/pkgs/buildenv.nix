# buildEnv. (pkgs/build-support/buildenv/default.nix, builder.pl)
{ lib, perl, stdenv }:
let
  build =
    {
      paths,
      name ? null,
      pname ? null,
      version ? null,
      manifest ? "",
      ignoreCollisions ? false,
      ignoreSingleFileOutputs ? false,
      includeClosures ? false,
      checkCollisionContents ? true,
      pathsToLink ? [ "/" ],
      extraOutputsToInstall ? [ ],
      extraPrefix ? "",
      postBuild ? "",
      derivationArgs ? { },
      nativeBuildInputs ? null,
      buildInputs ? null,
      passthru ? { },
      meta ? { },
    }@args:
    let
      outputs = drv:
        (if (!(drv ? outputSpecified) || !drv.outputSpecified) && (drv.meta.outputsToInstall or null) != null then
          map (o: drv.${o} or drv) drv.meta.outputsToInstall
        else [ drv ])
        ++ lib.filter (p: p != null) (map (o: drv.${o} or null) extraOutputsToInstall);
    in
    assert lib.assertMsg (!includeClosures) "look-alike: buildEnv's includeClosures is not there";
    stdenv.mkDerivation (
      derivationArgs
      // lib.getAttrs (lib.intersectLists [ "name" "pname" "version" "nativeBuildInputs" "buildInputs" ] (lib.attrNames args)) args
      // {
        inherit manifest ignoreCollisions ignoreSingleFileOutputs checkCollisionContents pathsToLink extraPrefix postBuild meta;
        # PRIORITY PATH, one line each
        linked = lib.concatMapStrings (drv: lib.concatMapStrings (p: "${toString (drv.meta.priority or lib.meta.defaultPriority)} ${p}\n") (outputs drv)) paths;
        passAsFile = [ "linked" "buildCommand" ] ++ derivationArgs.passAsFile or [ ];
        preferLocalBuild = derivationArgs.preferLocalBuild or true;
        allowSubstitutes = derivationArgs.allowSubstitutes or false;
        buildCommand = ''
          ${perl}/bin/perl -I ${perl}/${perl.modules} -w ${./buildenv.pl}
          eval "$postBuild"
        '';
        passthru = { inherit paths; } // passthru;
      }
    );
in
lib.makeOverridable build
