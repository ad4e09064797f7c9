# The packages of one system.
{ lib, system }:
let
  debian = import ./debian.nix { inherit lib system; };
  pkgs = rec {
    inherit lib system;

    # --- made of Debian's files ---------------------------------------------------------------------------------------
    inherit (debian) glibc;
    bash = bashInteractive;
    bashInteractive = shell "bash-interactive";
    # What stdenv and wrappers use. Debian has only the one.
    bashNonInteractive = shell "bash";
    shell = pname: debian.make {
      inherit pname;
      version = "5.2p37";
      debs = [ "bash" ];
      extra = "ln -sf bash $out/bin/sh";
      meta.mainProgram = "bash";
      passthru.shellPath = "/bin/bash";
    };
    runtimeShellPackage = bashNonInteractive;
    runtimeShell = "${runtimeShellPackage}/bin/bash";
    coreutils = debian.make {
      pname = "coreutils";
      version = "9.7";
      debs = [ "coreutils" ];
      extra = ''rm -rf $out/sbin; cp /usr/sbin/chroot $out/bin/'';
    };
    coreutils-full = coreutils;
    gnugrep = tool "gnugrep" "3.11" "grep";
    gnused = tool "gnused" "4.9" "sed";
    gawk = tool "gawk" "5.2.1" "gawk" // { };
    findutils = tool "findutils" "4.10.0" "findutils";
    diffutils = tool "diffutils" "3.10" "diffutils";
    gnutar = tool "gnutar" "1.35" "tar";
    gzip = tool "gzip" "1.13" "gzip";
    bzip2 = tool "bzip2" "1.0.8" "bzip2";
    xz = tool "xz" "5.8.1" "xz-utils";
    gnupatch = tool "patch" "2.8" "patch";
    patchelf = tool "patchelf" "0.18.0" "patchelf";
    file = tool "file" "5.46" "file";
    jq = tool "jq" "1.7.1" "jq";
    curl = tool "curl" "8.14.1" "curl";
    openssl = tool "openssl" "3.5.7" "openssl";
    less = tool "less" "668" "less";
    man = tool "man-db" "2.13.1" "man-db";
    openssh = tool "openssh" "10.0p1" "openssh-client";
    wget = tool "wget" "1.25.0" "wget";
    perl = debian.make {
      pname = "perl";
      version = "5.40.1";
      debs = [ "perl-base" ];
      meta.mainProgram = "perl";
      passthru.modules = "lib/x86_64-linux-gnu/perl-base"; # it looks for them in /usr
    };
    which = debian.make {
      pname = "which";
      version = "2.23";
      debs = [ "gnu-which" ];
      extra = "mv $out/bin/which.gnu $out/bin/which";
      meta.mainProgram = "which";
    };
    shellcheck = tool "shellcheck" "0.10.0" "shellcheck";
    shellcheck-minimal = shellcheck;
    strip = debian.make {
      pname = "strip";
      version = "2.44";
      extra = "mkdir -p $out/bin; cp -L /usr/bin/strip $out/bin/";
    };
    # Found by where it lies: the server looks for its files beside itself. Without LLVM, as in nixpkgs.
    postgresql = debian.make {
      pname = "postgresql";
      version = "17.11";
      debs = [ "postgresql-17" "postgresql-client-17" ];
      deps = [ bash ];
      extra = ''
        rm -rf $out/bin $out/lib/postgresql/17/lib/bitcode $out/lib/postgresql/17/lib/llvmjit*
        mkdir $out/bin
        for program in $out/lib/postgresql/17/bin/*; do ln -s ../lib/postgresql/17/bin/''${program##*/} $out/bin/; done
      '';
      passthru.psqlSchema = "17";
    };
    postgresql_17 = postgresql;
    redis = debian.make {
      pname = "redis";
      version = "8.0.2";
      debs = [ "redis-server" "redis-tools" ];
      meta.mainProgram = "redis-cli";
      passthru.serverBin = "redis-server";
    };
    valkey = debian.make {
      pname = "valkey";
      version = "8.1.1";
      debs = [ "valkey-server" "valkey-tools" ];
      meta.mainProgram = "valkey-cli";
      passthru.serverBin = "valkey-server";
    };
    fakeroot = debian.make {
      pname = "fakeroot";
      version = "1.37";
      debs = [ "fakeroot" "libfakeroot" ];
      deps = [ bash ];
      meta.mainProgram = "fakeroot";
      extra = ''
        rm -f $out/bin/fakeroot $out/bin/faked
        cp /usr/bin/getopt $out/bin/
        sed -i "s|[[:punct:]]getopt |\`$out/bin/getopt |" $out/bin/fakeroot-sysv
        ln -s fakeroot-sysv $out/bin/fakeroot
        sed -i -e "s|^FAKEROOT_PREFIX=.*|FAKEROOT_PREFIX=$out|" -e "s|^FAKEROOT_BINDIR=.*|FAKEROOT_BINDIR=$out/bin|" -e "s|^USEABSLIBPATH=.*|USEABSLIBPATH=1|" \
          -e "s|/usr/lib|$out/lib|g" -e "s|/usr/bin|$out/bin|g" $out/bin/fakeroot-sysv
      '';
    };
    nix = debian.make { pname = "nix"; version = "2.26.3"; debs = [ "nix-bin" ]; deps = [ bash ]; meta.mainProgram = "nix"; };
    git = debian.make { pname = "git"; version = "2.47.3"; debs = [ "git" ]; deps = [ bash ]; meta.mainProgram = "git"; };
    gitMinimal = git;
    # No nixfmt can be had here: a stand-in that only looks at the outermost things.
    nixfmt-tree = writeShellScriptBin "treefmt" ''
      export PATH=${lib.makeBinPath [ coreutils gnugrep findutils ]}
      echo "look-alike: no nixfmt here; looked for tabs, trailing blanks and a missing newline at the end only" >&2
      bad=$(find . -name '*.nix' -not -path './.git/*' -exec grep -nHP '\t|[ \t]+$' {} + || true)
      for file in $(find . -name '*.nix' -not -path './.git/*'); do
        [ -z "$(tail -c 1 "$file")" ] || bad="$bad$file: no newline at the end"
      done
      [ -z "$bad" ] || { echo "$bad" >&2; exit 1; }
    '';
    nixfmt = writeShellScriptBin "nixfmt" ''echo "look-alike: no nixfmt here" >&2'';
    cacert = debian.make {
      pname = "nss-cacert";
      version = "3.108";
      extra = ''
        mkdir -p $out/etc/ssl/certs
        cp -L /etc/ssl/certs/ca-certificates.crt $out/etc/ssl/certs/ca-bundle.crt
      '';
    };
    iana-etc = runCommand "iana-etc" { } "mkdir -p $out/etc; touch $out/etc/protocols $out/etc/services";

    tool = pname: version: deb: debian.make {
      inherit pname version;
      debs = [ deb ];
      deps = lib.optional (deb != "bash") bash;
      meta = lib.optionalAttrs (!lib.elem pname [ "bzip2" "diffutils" "xz" ]) {
        mainProgram = { gnugrep = "grep"; gnused = "sed"; gnutar = "tar"; findutils = "find"; man-db = "man"; openssh = "ssh"; }.${pname} or pname;
      };
    };

    go = debian.make {
      pname = "go";
      version = "1.26.4";
      extra = ''
        mkdir -p $out/share $out/bin
        cp -r --no-preserve=ownership /opt/go $out/share/go
        chmod -R u+w $out/share/go
        # What no build reads: tests, documents, the source of the tools themselves.
        rm -rf $out/share/go/{test,doc,api,misc,src/cmd}
        find $out/share/go -depth \( -name testdata -o -name '*_test.go' \) -exec rm -rf {} +
        for tool in go gofmt; do ln -s ../share/go/bin/$tool $out/bin/$tool; done
      '';
      passthru = {
        inherit (stdenv.hostPlatform.go) GOOS GOARCH;
        CGO_ENABLED = 1;
      };
      meta.mainProgram = "go";
    };
    air = debian.make {
      pname = "air";
      version = "1.65.0";
      extra = "install -D /opt/air/air $out/bin/air";
      meta.mainProgram = "air";
    };
    gopls = tool "gopls" "0.18.1" "gopls";

    # --- builders -----------------------------------------------------------------------------------------------------
    stdenv = stdenvWith gcc;
    stdenvNoCC = stdenvWith null;
    stdenvWith = cc: import ./stdenv.nix {
      inherit lib system cc;
      bash = bashNonInteractive;
      initialPath = [ coreutils findutils diffutils gnused gnugrep gawk gnutar gzip bzip2 bashNonInteractive gnupatch xz patchelf file strip ];
    };
    # Compiles nothing: it shows which builds download a compiler.
    gcc = debian.make {
      pname = "gcc-wrapper";
      version = "15.2.0";
      extra = "mkdir -p $out/bin";
      meta.mainProgram = "gcc";
      passthru.cc = { lib = libraries "libgcc" "15.2.0" [ "libstdc++.so.6" "libgcc_s.so.1" ]; };
    };
    # Compiles for real, for Python's packages alone: few of them come without a wheel, and it is large.
    compiler = debian.make {
      pname = "gcc-wrapper";
      version = "14.2.0";
      debs = [ "gcc-14-x86-64-linux-gnu" "g++-14-x86-64-linux-gnu" "cpp-14-x86-64-linux-gnu" "libgcc-14-dev" "libstdc++-14-dev" "binutils-x86-64-linux-gnu" ];
      deps = [ bash ];
      post = builtins.readFile ./compiler.sh;
      meta.mainProgram = "gcc";
      passthru.cc = { inherit (gcc.cc) lib; };
    };
    libpq = debian.make {
      pname = "libpq";
      version = "17.11";
      deps = [ bash ];
      extra = builtins.readFile ./libpq.sh;
      passthru.pg_config = libpq;
    };
    libraries = pname: version: names: debian.make {
      inherit pname version;
      extra = "mkdir -p $out/lib; for name in ${toString names}; do cp -L /lib/x86_64-linux-gnu/$name $out/lib/; done";
    };
    # Libraries with their headers.
    zlib = library "zlib" "1.3.1" [ "zlib1g" "zlib1g-dev" ];
    libffi = library "libffi" "3.4.8" [ "libffi8" "libffi-dev" ];
    libjpeg = library "libjpeg-turbo" "2.1.5" [ "libjpeg62-turbo" "libjpeg62-turbo-dev" "libjpeg-dev" ];
    libxml2 = library "libxml2" "2.12.7" [ "libxml2" "libxml2-dev" ];
    libxslt = library "libxslt" "1.1.35" [ "libxslt1.1" "libxslt1-dev" ];
    libyaml = library "libyaml" "0.2.5" [ "libyaml-0-2" "libyaml-dev" ];
    library = pname: version: debs: debian.make {
      inherit pname version debs;
      deps = [ bash ];
      extra = builtins.readFile ./library.sh;
    };
    autoPatchelfHook = makeSetupHook { name = "auto-patchelf-hook"; substitutions = { inherit glibc; }; } ./auto-patchelf.sh;
    inherit (import ./trivial.nix { inherit lib runtimeShell stdenvNoCC stdenv; shellcheck = shellcheck-minimal; })
      runCommand runCommandNoCC runCommandLocal runCommandCC runCommandWith
      writeText writeTextFile writeTextDir writeScript writeScriptBin writeShellScript writeShellScriptBin writeShellApplication
      symlinkJoin linkFarm linkFarmFromDrvs emptyDirectory emptyFile
      ;
    buildEnv = import ./buildenv.nix { inherit lib perl; stdenv = stdenvNoCC; };
    mkShell = mkShellWith stdenv;
    mkShellNoCC = mkShellWith stdenvNoCC;
    mkShellWith = stdenv: lib.makeOverridable (
      {
        name ? "nix-shell",
        packages ? [ ],
        inputsFrom ? [ ],
        ...
      }@attrs:
      let
        merge = n: (attrs.${n} or [ ]) ++ (lib.subtractLists inputsFrom (lib.flatten (lib.catAttrs n inputsFrom)));
      in
      stdenv.mkDerivation (
        {
          inherit name;
          buildInputs = merge "buildInputs";
          nativeBuildInputs = packages ++ merge "nativeBuildInputs";
          propagatedBuildInputs = merge "propagatedBuildInputs";
          propagatedNativeBuildInputs = merge "propagatedNativeBuildInputs";
          shellHook = lib.concatStringsSep "\n" (lib.catAttrs "shellHook" (lib.reverseList inputsFrom ++ [ attrs ]));
          phases = [ "buildPhase" ];
          buildPhase = ''export >> "$out"'';
          preferLocalBuild = true;
        }
        // removeAttrs attrs [ "name" "packages" "inputsFrom" "buildInputs" "nativeBuildInputs" "propagatedBuildInputs" "propagatedNativeBuildInputs" "shellHook" ]
      )
    );
    makeSetupHook =
      {
        name ? throw "`name` argument required for `makeSetupHook`",
        propagatedBuildInputs ? [ ],
        substitutions ? { },
        meta ? { },
        passthru ? { },
      }:
      script:
      runCommand name { inherit meta passthru; } (''
        mkdir -p $out/nix-support
        cp --no-preserve=mode ${script} $out/nix-support/setup-hook
        echo ${toString propagatedBuildInputs} > $out/nix-support/propagated-build-inputs
      '' + lib.concatStrings (lib.mapAttrsToList (n: v: ''substituteInPlace $out/nix-support/setup-hook --subst-var-by ${n} ${lib.escapeShellArg "${v}"}
      '') substitutions));
    # A set-up hook out of a text.
    makeHook = { name, deps ? [ ], script }: makeSetupHook { inherit name; propagatedBuildInputs = deps; } (writeText "${name}.sh" script);
    # With the hook that lets the unpack phase open such archives.
    unzip = debian.make {
      pname = "unzip";
      version = "6.0";
      debs = [ "unzip" ];
      deps = [ bash ];
      extra = ''
        mkdir -p $out/nix-support
        cp ${writeText "unzip.sh" ''
          unpackCmdHooks+=(_tryUnzip)
          _tryUnzip() { [[ $1 == *.zip ]] && LANG=en_US.UTF-8 unzip -qq "$1"; }
        ''} $out/nix-support/setup-hook
      '';
      meta.mainProgram = "unzip";
    };
    makeWrapper = makeSetupHook { name = "make-shell-wrapper-hook"; } ./makewrapper.sh;
    # Here it makes a script as well, but needs the compiler.
    makeBinaryWrapper = makeSetupHook { name = "make-binary-wrapper-hook"; propagatedBuildInputs = [ gcc ]; } ./makewrapper.sh;
    makeShellWrapper = makeWrapper;
    # With a buildCommand, as nodejs has one, this is the package again, under another name: no phase is run.
    srcOnly = drv: drv.overrideAttrs (prev: {
      name = "${prev.name or "${prev.pname}-${prev.version}"}-source";
      outputs = [ "out" ];
      phases = [ "unpackPhase" "patchPhase" "installPhase" ];
      dontUnpack = false;
      dontInstall = false;
      installPhase = "cp -pr --reflink=auto -- . $out";
    });
    removeReferencesTo = writeShellScriptBin "remove-references-to" ''
      set -e
      targets=()
      while getopts t: option; do
        id=$(sed -n 's|^${builtins.storeDir}/\([a-z0-9]\{32\}\)-.*|\1|p' <<< "$OPTARG")
        [ -n "$id" ] || { echo "-t argument must be a Nix store path"; exit 1; }
        targets+=("$id")
      done
      shift $((OPTIND - 1))
      files=()
      for file; do if [ ! -L "$file" ] && [ -f "$file" ]; then files+=("$file"); fi; done
      for target in "''${targets[@]}"; do sed -i -e "s|$target|eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee|g" "''${files[@]}"; done
    '';
    writableTmpDirAsHomeHook = makeHook { name = "writable-tmpdir-as-home-hook"; script = ''export HOME="$NIX_BUILD_TOP/.home"; mkdir -p "$HOME"''; };

    # Downloads with curl and, since the hash is known, without certificates. Not by builtin:fetchurl, which is for Nix's own
    # bootstrap: it forks the running Nix, which has threads, and eight at once make it stand still now and then.
    fetchurl =
      {
        url ? if urls == [ ] then throw "fetchurl requires either `url` or `urls` to be set" else lib.head urls,
        urls ? [ ],
        hash ? "",
        sha256 ? "",
        sha512 ? "",
        sha1 ? "",
        name ? baseNameOf (toString url),
        curlOptsList ? [ ],
        executable ? false,
        postFetch ? "",
        meta ? { },
        passthru ? { },
      }:
      assert lib.assertMsg (hash != "" || sha256 != "" || sha512 != "" || sha1 != "") "fetchurl requires a hash for fixed-output derivation: ${url}";
      assert lib.assertMsg (postFetch == "") "look-alike: fetchurl's postFetch is not there";
      derivation {
        inherit name url system;
        builder = "${bashNonInteractive}/bin/bash";
        args = [
          "-euc"
          ''
            ${curl}/bin/curl --location --max-redirs 20 --retry 3 --disable-epsv --insecure --fail --silent --show-error "$url" --output $out
            ${lib.optionalString executable "${coreutils}/bin/chmod +x $out"}
          ''
        ];
        SSL_CERT_FILE = "/no-cert-file.crt";
        outputHash = if hash != "" then hash else if sha512 != "" then sha512 else if sha256 != "" then sha256 else sha1;
        outputHashAlgo = if hash != "" then null else if sha512 != "" then "sha512" else if sha256 != "" then "sha256" else "sha1";
        outputHashMode = if executable then "recursive" else "flat";
        preferLocalBuild = true;
        impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
        urls = [ url ];
      }
      // { inherit meta url; } // passthru;

    # PyPI's addresses lead nowhere here: files are found by their hash.
    fetchPypi =
      { pname, version, format ? "setuptools", hash ? "", sha256 ? "", ... }@attrs:
      let
        wheel = { pname, version, dist ? "py2.py3", python ? "py2.py3", abi ? "none", platform ? "any" }:
          "https://index.invalid/${dist}/${pname}-${version}-${python}-${abi}-${platform}.whl";
        setuptools = { pname, version, extension ? "tar.gz" }: "https://index.invalid/${pname}-${version}.${extension}";
        address = { inherit wheel setuptools; }.${format} or (throw "Unsupported format ${format}");
      in
      fetchurl {
        url = address (removeAttrs attrs [ "format" "hash" "sha256" ]);
        inherit hash sha256;
      };

    # --- languages ----------------------------------------------------------------------------------------------------
    buildGoModule = lib.makeOverridable (import ./go.nix) { inherit lib stdenv go cacert; };
    # Debian has one Python, 3.13: both names give it. Debian 12 has 3.11. The bank may bring one of the machine's.
    pythonWith = args: import ./python ({ inherit lib system debian bash buildEnv runCommand makeBinaryWrapper makeHook; stdenv = stdenvWith compiler; libraries = { inherit libffi libjpeg libpq libxml2 libxslt libyaml zlib; }; } // args);
    python313 = pythonWith { attr = "python313"; };
    python314 = pythonWith { attr = "python314"; };
    python311 = pythonWith { attr = "python311"; line = "3.11"; release = "3.11.2"; };
    python312 =
      if builtins.pathExists ./python/installed.nix then pythonWith ({ attr = "python312"; installed = true; } // import ./python/installed.nix)
      else throw "look-alike: there is no Python 3.12";
    python3 = python313;
    python313Packages = python313.pkgs;
    python311Packages = python311.pkgs;
    python314Packages = python314.pkgs;
    python3Packages = python3.pkgs;
    inherit (import ./node { inherit lib debian bash stdenv symlinkJoin callPackages jq makeWrapper makeHook; python = python3; })
      nodejs nodejs_24 nodejs_26 nodejs_latest nodejs-slim nodejs-slim_24 nodejs-slim_26 importNpmLock buildNpmPackage pnpm_8 pnpm_9 pnpm_10 pnpm_11 yarn
      ;

    dockerTools = import ./docker.nix { inherit fakeroot lib runCommand writeText writeTextDir symlinkJoin bashInteractive coreutils cacert system; stdenv = stdenvNoCC; python = python3; };
    fakeNss = dockerTools.fakeNss;

    callPackage = lib.callPackageWith pkgs;
    callPackages = lib.callPackagesWith pkgs;
    newScope = extra: lib.callPackageWith (pkgs // extra);
    config = { };
  };
in
# What only the look-alike has stays inside.
removeAttrs pkgs [ "compiler" "gcc" "libraries" "library" "makeHook" "mkShellWith" "pythonWith" "shell" "stdenvWith" "strip" "tool" ]
