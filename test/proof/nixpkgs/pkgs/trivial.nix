# runCommand, writers, symlinkJoin. (pkgs/build-support/trivial-builders/default.nix)
{
  lib,
  stdenv,
  stdenvNoCC,
  runtimeShell,
  shellcheck,
}:
rec {
  runCommandWith =
    {
      stdenv ? stdenvNoCC,
      runLocal ? false,
      derivationArgs ? { },
      name,
    }:
    buildCommand:
    stdenv.mkDerivation (
      {
        enableParallelBuilding = true;
        inherit buildCommand name;
        passAsFile = [ "buildCommand" ] ++ (derivationArgs.passAsFile or [ ]);
      }
      // lib.optionalAttrs runLocal {
        preferLocalBuild = true;
        allowSubstitutes = false;
      }
      // removeAttrs derivationArgs [ "passAsFile" ]
    );
  runCommand = name: env: runCommandWith { inherit name; derivationArgs = env; };
  runCommandNoCC = runCommand;
  runCommandLocal = name: env: runCommandWith { runLocal = true; inherit name; derivationArgs = env; };
  runCommandCC = name: env: runCommandWith { inherit name stdenv; derivationArgs = env; };

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
      allowSubstitutes ? false,
      preferLocalBuild ? true,
      derivationArgs ? { },
    }:
    assert lib.assertMsg (destination != "" -> (lib.hasPrefix "/" destination && destination != "/"))
      "destination must be an absolute path, relative to the derivation's out path, got '${destination}' instead.";
    let
      matches = builtins.match "/bin/([^/]+)" destination;
    in
    runCommand name
      (
        {
          inherit text executable checkPhase allowSubstitutes preferLocalBuild passthru;
          passAsFile = [ "text" ] ++ derivationArgs.passAsFile or [ ];
          meta = lib.optionalAttrs (executable && matches != null) { mainProgram = lib.head matches; } // meta // derivationArgs.meta or { };
        }
        // removeAttrs derivationArgs [ "passAsFile" "meta" "passthru" ]
      )
      ''
        target=$out${lib.escapeShellArg destination}
        mkdir -p "$(dirname "$target")"
        if [ -e "$textPath" ]; then mv "$textPath" "$target"; else echo -n "$text" > "$target"; fi
        if [ -n "$executable" ]; then chmod +x "$target"; fi
        eval "$checkPhase"
      '';
  writeText =
    name: text:
    assert lib.assertMsg (builtins.isString text) "pkgs.writeText ${lib.strings.escapeNixString name}: The second argument should be a string, but it's a ${builtins.typeOf text} instead.";
    writeTextFile { inherit name text; };
  writeTextDir = path: text: writeTextFile { inherit text; name = baseNameOf path; destination = "/${path}"; };
  writeScript = name: text: writeTextFile { inherit name text; executable = true; };
  writeScriptBin = name: text: writeTextFile { inherit name text; executable = true; destination = "/bin/${name}"; };
  writeShellScript = name: text: writeTextFile {
    inherit name;
    executable = true;
    text = "#!${runtimeShell}\n${text}\n";
    checkPhase = ''${stdenv.shellDryRun} "$target"'';
  };
  writeShellScriptBin = name: text: writeTextFile {
    inherit name;
    executable = true;
    destination = "/bin/${name}";
    text = "#!${runtimeShell}\n${text}\n";
    checkPhase = ''${stdenv.shellDryRun} "$target"'';
    meta.mainProgram = name;
  };
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
      runtimeEnv ? null,
      meta ? { },
      passthru ? { },
      checkPhase ? null,
      excludeShellChecks ? [ ],
      extraShellCheckFlags ? [ ],
      bashOptions ? [ "errexit" "nounset" "pipefail" ],
      derivationArgs ? { },
      inheritPath ? true,
    }:
    writeTextFile {
      inherit name meta passthru derivationArgs;
      executable = true;
      destination = "/bin/${name}";
      allowSubstitutes = true;
      preferLocalBuild = false;
      text =
        "#!${runtimeShell}\n"
        + lib.concatMapStringsSep "\n" (option: "set -o ${option}") bashOptions
        + "\n"
        + lib.optionalString (runtimeEnv != null) (
          lib.concatStrings (lib.mapAttrsToList (name: value: "${lib.toShellVar name value}\nexport ${name}\n") runtimeEnv)
        )
        + lib.optionalString (runtimeInputs != [ ]) ''

          export PATH="${lib.makeBinPath runtimeInputs}${lib.optionalString inheritPath ":$PATH"}"
        ''
        + "\n${text}\n";
      checkPhase =
        if checkPhase != null then checkPhase
        else ''
          runHook preCheck
          ${stdenv.shellDryRun} "$target"
          ${lib.getExe shellcheck} ${lib.escapeShellArgs (
            lib.optionals (excludeShellChecks != [ ]) [ "--exclude" (lib.concatStringsSep "," excludeShellChecks) ] ++ extraShellCheckFlags
          )} "$target"
          runHook postCheck
        '';
    };

  # Files linked one by one; folders are always real.
  symlinkJoin =
    args@{
      name ? assert lib.assertMsg (args ? pname && args ? version) "symlinkJoin requires either a `name` OR `pname` and `version`"; "${args.pname}-${args.version}",
      paths,
      stripPrefix ? "",
      preferLocalBuild ? true,
      allowSubstitutes ? false,
      postBuild ? "",
      failOnMissing ? stripPrefix == "",
      ...
    }:
    runCommand name
      (
        removeAttrs args [ "name" "postBuild" "stripPrefix" "paths" "failOnMissing" ]
        // {
          inherit preferLocalBuild allowSubstitutes;
          paths = map (path: "${path}${stripPrefix}") paths;
          passAsFile = [ "paths" ];
        }
      )
      ''
        mkdir -p $out
        for i in $(cat $pathsPath); do
          ${lib.optionalString (!failOnMissing) ''[ -d "$i" ] || continue''}
          (cd "$i" && find . -mindepth 1 -type d -printf '%P\0' | (cd $out; xargs -0 -r mkdir -p --))
          (cd "$i" && find . ! -type d -printf '%P\n') | while IFS= read -r file; do
            if [ -e "$out/$file" ] || [ -L "$out/$file" ]; then continue; fi
            if [ -L "$i/$file" ]; then cp -P "$i/$file" "$out/$file"; target=$(readlink "$i/$file")
              case $target in /*) ;; *) ln -sfn "$i/$file" "$out/$file" ;; esac
            else ln -s "$i/$file" "$out/$file"; fi
          done
        done
        ${postBuild}
      '';

  linkFarm = name: entries:
    let
      list = if builtins.isAttrs entries then lib.mapAttrsToList (n: path: { name = n; inherit path; }) entries else entries;
    in
    runCommand name { preferLocalBuild = true; allowSubstitutes = false; } ''
      mkdir -p $out
      cd $out
      ${lib.concatMapStrings (e: ''
        mkdir -p -- ${lib.escapeShellArg (dirOf e.name)}
        ln -s -- ${lib.escapeShellArg "${e.path}"} ${lib.escapeShellArg e.name}
      '') list}
    '';
  linkFarmFromDrvs = name: drvs: linkFarm name (map (drv: { inherit (drv) name; path = drv; }) drvs);
  emptyDirectory = runCommand "empty-directory" { } "mkdir $out";
  emptyFile = runCommand "empty-file" { } "touch $out";
}
