# go, buildGoModule. (pkgs/build-support/go/module.nix)
{
  lib,
  stdenv,
  go,
  cacert,
}:
let
  forbidden = {
    vendorSha256 = "buildGoModule: Expect vendorHash instead of vendorSha256";
    CGO_ENABLED = "buildGoModule: specify CGO_ENABLED with env.CGO_ENABLED instead.";
    buildFlags = "buildGoModule: `buildFlags` is gone: use `ldflags` and/or `tags`";
    buildFlagsArray = "buildGoModule: `buildFlagsArray` is gone: use `ldflags` and/or `tags`";
    goPackagePath = "`goPackagePath` is not needed with `buildGoModule`";
  };
  build =
    {
      name ? "${args.pname}-${args.version}",
      nativeBuildInputs ? [ ],
      passthru ? { },
      overrideModAttrs ? (_finalAttrs: _previousAttrs: { }),
      modRoot ? "./",
      vendorHash ? throw "buildGoModule: vendorHash is missing",
      goSum ? null,
      deleteVendor ? false,
      proxyVendor ? false,
      enableParallelBuilding ? true,
      allowGoReference ? false,
      meta ? { },
      ldflags ? [ ],
      GOFLAGS ? [ ],
      buildTestBinaries ? false,
      ...
    }@args:
    let
      wrong = lib.attrNames (builtins.intersectAttrs forbidden args);

      # What `go mod vendor` makes of the source, or with proxyVendor what `go mod download` does: its hash is vendorHash.
      goModules =
        if vendorHash == null then ""
        else
          (stdenv.mkDerivation {
            name = "${name}-go-modules";
            nativeBuildInputs = (args.nativeBuildInputs or [ ]) ++ [ go cacert ];
            inherit (args) src;
            inherit modRoot goSum;
            prePatch = args.prePatch or "";
            patches = args.patches or [ ];
            patchFlags = args.patchFlags or [ ];
            postPatch = args.postPatch or "";
            preBuild = args.preBuild or "";
            postBuild = args.modPostBuild or "";
            sourceRoot = args.sourceRoot or "";
            setSourceRoot = args.setSourceRoot or "";
            env = (args.env or { }) // {
              inherit (go) GOOS GOARCH;
              GO111MODULE = "on";
              GOTOOLCHAIN = "local";
              SSL_CERT_FILE = "${cacert}/etc/ssl/certs/ca-bundle.crt";
            };
            # The network, as it may: its output is known by its hash.
            impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" "GIT_PROXY_COMMAND" "SOCKS_SERVER" "GOPROXY" ];
            configurePhase = args.modConfigurePhase or ''
              runHook preConfigure
              export GOCACHE=$TMPDIR/go-cache
              export GOPATH="$TMPDIR/go"
              cd "$modRoot"
              ${lib.optionalString (goSum != null) "cp ${goSum} go.sum"}
              runHook postConfigure
            '';
            buildPhase = args.modBuildPhase or ''
              runHook preBuild
              ${lib.optionalString deleteVendor ''
                if [ ! -d vendor ]; then
                  echo "vendor folder does not exist, 'deleteVendor' is not needed"
                  exit 10
                fi
                rm -rf vendor
              ''}
              if [ -d vendor ]; then
                echo "vendor folder exists, please set 'vendorHash = null;' in your expression"
                exit 10
              fi
              ${
                if proxyVendor then
                  ''
                    mkdir -p "$GOPATH/pkg/mod/cache/download"
                    go mod download
                  ''
                else
                  "go mod vendor"
              }
              mkdir -p vendor
              runHook postBuild
            '';
            installPhase = args.modInstallPhase or ''
              runHook preInstall
              ${
                if proxyVendor then
                  ''
                    rm -rf "$GOPATH/pkg/mod/cache/download/sumdb"
                    cp -r --reflink=auto "$GOPATH/pkg/mod/cache/download" $out
                  ''
                else
                  "cp -r --reflink=auto vendor $out"
              }
              if ! [ "$(ls -A $out)" ]; then
                echo "vendor folder is empty, please set 'vendorHash = null;' in your expression"
                exit 10
              fi
              runHook postInstall
            '';
            dontFixup = true;
            outputHashMode = "recursive";
            outputHash = vendorHash;
            outputHashAlgo = if vendorHash == "" then "sha256" else null;
          }).overrideAttrs
            overrideModAttrs;
    in
    if wrong != [ ] then throw forbidden.${lib.head wrong}
    else
      stdenv.mkDerivation (
        removeAttrs args [ "overrideModAttrs" "vendorHash" ]
        // {
          inherit modRoot vendorHash deleteVendor proxyVendor goSum enableParallelBuilding allowGoReference goModules;
          nativeBuildInputs = [ go ] ++ nativeBuildInputs;
          env = (args.env or { }) // {
            inherit (go) GOOS GOARCH;
            GO111MODULE = "on";
            GOTOOLCHAIN = "local";
            CGO_ENABLED = args.env.CGO_ENABLED or go.CGO_ENABLED;
          };
          GOFLAGS =
            GOFLAGS
            ++ lib.warnIf (lib.any (lib.hasPrefix "-mod=") GOFLAGS) "use `proxyVendor` to control Go module/vendor behavior instead of setting `-mod=` in GOFLAGS" (lib.optional (!proxyVendor) "-mod=vendor")
            ++ lib.warnIf (builtins.elem "-trimpath" GOFLAGS) "`-trimpath` is added by default to GOFLAGS by buildGoModule when allowGoReference isn't set to true" (lib.optional (!allowGoReference) "-trimpath");
          ldflags = ldflags ++ lib.optional (!lib.any (lib.hasPrefix "-buildid=") ldflags) "-buildid=";
          configurePhase =
            args.configurePhase or ''
              runHook preConfigure
              export GOCACHE=$TMPDIR/go-cache
              export GOPATH="$TMPDIR/go"
              export GOPROXY=off
              export GOSUMDB=off
              if [ "$CGO_ENABLED" = 1 ]; then
                echo "look-alike: there is no C compiler here: set env.CGO_ENABLED = 0 (real nixpkgs would have one)" >&2
                exit 1
              fi
              cd "$modRoot"
              ${lib.optionalString (goModules != "") (
                if proxyVendor then
                  ''export GOPROXY="file://${goModules}"''
                else
                  ''
                    rm -rf vendor
                    cp -r --reflink=auto ${goModules} vendor
                  ''
              )}
              runHook postConfigure
            '';
          buildPhase =
            args.buildPhase or ''
              runHook preBuild
              exclude='\(/_\|examples\|Godeps\|testdata'
              if [[ -n "$excludedPackages" ]]; then
                IFS=' ' read -r -a excludedArr <<<$excludedPackages
                printf -v excludedAlternates '%s\\|' "''${excludedArr[@]}"
                exclude+='\|'"''${excludedAlternates%\\|}"
              fi
              exclude+='\)'
              buildGoDir() {
                local cmd="$1" dir="$2" OUT
                declare -a flags
                flags+=(''${tags:+-tags=$(concatStringsSep "," tags)})
                flags+=(''${ldflags:+-ldflags="''${ldflags[*]}"})
                flags+=("-p" "$NIX_BUILD_CORES")
                if [ "$cmd" = "test" ]; then flags+=(-vet=off $checkFlags); fi
                if ! OUT="$(go $cmd "''${flags[@]}" $dir 2>&1)"; then
                  if ! echo "$OUT" | grep -qE '(no( buildable| non-test)?|build constraints exclude all) Go (source )?files'; then
                    echo "$OUT" >&2
                    return 1
                  fi
                fi
                if [ -n "$OUT" ]; then echo "$OUT" >&2; fi
                return 0
              }
              getGoDirs() {
                local type="$1"
                if [ -n "$subPackages" ]; then echo "$subPackages" | sed "s,\(^\| \),\1./,g"
                else find . -type f -name \*$type.go -exec dirname {} \; | grep -v "/vendor/" | sort --unique | grep -v "$exclude"
                fi
              }
              for pkg in $(getGoDirs ""); do
                echo "Building subPackage $pkg"
                buildGoDir ${if buildTestBinaries then ''"test -c -o $GOPATH/bin/"'' else "install"} "$pkg"
              done
              runHook postBuild
            '';
          doCheck = args.doCheck or (!buildTestBinaries);
          checkPhase =
            args.checkPhase or ''
              runHook preCheck
              export GOFLAGS=''${GOFLAGS//-trimpath/}
              for pkg in $(getGoDirs test); do buildGoDir test "$pkg"; done
              runHook postCheck
            '';
          installPhase =
            args.installPhase or ''
              runHook preInstall
              mkdir -p $out
              dir="$GOPATH/bin"
              [ -e "$dir" ] && cp -r $dir $out
              runHook postInstall
            '';
          strictDeps = true;
          disallowedReferences = lib.optional (!allowGoReference) go;
          passthru = { inherit go goModules vendorHash; } // passthru;
          meta = { platforms = lib.platforms.all; } // meta;
        }
      );
in
lib.setFunctionArgs (
  fnOrArgs: if builtins.isFunction fnOrArgs then lib.fix (final: build (fnOrArgs final)) else build fnOrArgs
) (removeAttrs (lib.functionArgs build) [ "name" ])
