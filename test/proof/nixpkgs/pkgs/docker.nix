# dockerTools. (pkgs/build-support/docker/default.nix)
{
  lib,
  stdenv,
  runCommand,
  writeText,
  writeTextDir,
  symlinkJoin,
  bashInteractive,
  coreutils,
  cacert,
  fakeroot,
  python,
  system,
}:
let
  streamLayeredImage =
    {
      name,
      tag ? null,
      fromImage ? null,
      contents ? [ ],
      config ? { },
      architecture ? stdenv.hostPlatform.go.GOARCH,
      created ? "1970-01-01T00:00:01Z",
      mtime ? "1970-01-01T00:00:01Z",
      uid ? 0,
      gid ? 0,
      uname ? "root",
      gname ? "root",
      maxLayers ? 100,
      extraCommands ? "",
      fakeRootCommands ? "",
      enableFakechroot ? false,
      includeStorePaths ? true,
      includeNixDB ? false,
      passthru ? { },
      meta ? { },
      layeringPipeline ? null,
      debug ? false,
    }:
    assert lib.assertMsg (maxLayers > 1) "the maxLayers argument of dockerTools.buildLayeredImage function must be greather than 1 (current value: ${toString maxLayers})";
    assert lib.assertMsg (enableFakechroot -> !stdenv.hostPlatform.isDarwin) "cannot use `enableFakechroot` because `proot` is not portable to Darwin.";
    assert lib.assertMsg (!enableFakechroot && !includeNixDB && fromImage == null && layeringPipeline == null) "look-alike: enableFakechroot, includeNixDB, fromImage and layeringPipeline are not there";
    let
      baseName = baseNameOf name;
      baseJson = writeText "${baseName}-base.json" (builtins.toJSON { inherit config architecture; os = "linux"; });
      contentsList = lib.toList contents;
      customisationLayer = symlinkJoin {
        name = "${baseName}-customisation-layer";
        paths = contentsList;
        inherit extraCommands fakeRootCommands;
        nativeBuildInputs = [ fakeroot ];
        postBuild = ''
          mv $out old_out
          (cd old_out; eval "$extraCommands")
          mkdir $out
          fakeroot bash -c '
            source $stdenv/setup
            cd old_out
            eval "$fakeRootCommands"
            tar --sort name --numeric-owner --mtime "@$SOURCE_DATE_EPOCH" --hard-dereference -cf $out/layer.tar .
          '
          sha256sum $out/layer.tar | cut -f 1 -d ' ' > $out/checksum
        '';
      };
      # Never in the image: the image is made out of them.
      unnecessary = [ baseJson customisationLayer ];
      conf = runCommand "${baseName}-conf.json"
        {
          inherit maxLayers created mtime uid gid uname gname;
          imageName = lib.toLower name;
          preferLocalBuild = true;
          exportReferencesGraph = lib.optionals includeStorePaths (lib.concatLists (lib.imap0 (i: p: [ "graph${toString i}" p ]) unnecessary));
          passthru.imageTag = if tag != null then tag else lib.head (lib.splitString "-" (baseNameOf (builtins.unsafeDiscardStringContext conf.outPath)));
        }
        ''
          ${if tag == null then ''imageTag=$(basename "$out" | cut -d - -f 1)'' else "imageTag=${lib.escapeShellArg tag}"}
          cat graph* 2> /dev/null | grep '^${builtins.storeDir}/[a-z0-9]\{32\}-' | sort -u \
            | grep -vxF ${lib.concatMapStringsSep " " (p: "-e ${p}") unnecessary} > paths || true
          ${python.interpreter} ${./docker-conf.py} ${baseJson} ${customisationLayer} "$imageName:$imageTag" > $out
        '';
    in
    runCommand "stream-${baseName}"
      {
        inherit (conf) imageName;
        preferLocalBuild = true;
        passthru = passthru // { inherit (conf) imageTag; isExe = true; };
        inherit meta;
      }
      ''
        printf '#!%s\nexec %s %s %s "$@"\n' ${stdenv.shell} ${python.interpreter} ${./docker-stream.py} ${conf} > $out
        chmod +x $out
      '';
in
{
  streamLayeredImage = lib.makeOverridable streamLayeredImage;
  buildLayeredImage = lib.makeOverridable (
    { name, compressor ? "gz", ... }@args:
    let
      stream = streamLayeredImage (removeAttrs args [ "compressor" ]);
      ext = { none = ""; gz = ".gz"; }.${compressor} or (throw "look-alike: compressor ${compressor} is not there");
    in
    runCommand "${baseNameOf name}.tar${ext}"
      { inherit (stream) imageName; passthru = { inherit (stream) imageTag; inherit stream; }; }
      "${stream} | ${if compressor == "gz" then "gzip -nc" else "cat"} > $out"
  );
  binSh = runCommand "bin-sh" { } ''
    mkdir -p $out/bin
    ln -s ${bashInteractive}/bin/bash $out/bin/sh
  '';
  usrBinEnv = runCommand "usr-bin-env" { } ''
    mkdir -p $out/usr/bin
    ln -s ${coreutils}/bin/env $out/usr/bin
  '';
  caCertificates = runCommand "ca-certificates" { } ''
    mkdir -p $out/etc/ssl/certs $out/etc/pki/tls/certs
    ln -s ${cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/ssl/certs/ca-bundle.crt
    ln -s ${cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/ssl/certs/ca-certificates.crt
    ln -s ${cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/pki/tls/certs/ca-bundle.crt
  '';
  fakeNss = lib.makeOverridable (
    { extraPasswdLines ? [ ], extraGroupLines ? [ ] }:
    symlinkJoin {
      name = "fake-nss";
      paths = [
        (writeTextDir "etc/passwd" ''
          root:x:0:0:root user:/var/empty:/bin/sh
          ${lib.concatStrings (map (line: line + "\n") extraPasswdLines)}nobody:x:65534:65534:nobody:/var/empty:/bin/sh
        '')
        (writeTextDir "etc/group" ''
          root:x:0:
          ${lib.concatStrings (map (line: line + "\n") extraGroupLines)}nobody:x:65534:
        '')
        (writeTextDir "etc/nsswitch.conf" ''
          hosts: files dns
        '')
        (runCommand "var-empty" { } "mkdir -p $out/var/empty")
      ];
    }
  ) { };
  buildImage = throw "look-alike: dockerTools.buildImage is not there: use streamLayeredImage";
}
