# What is this folder? How Nix builds the app and puts it into an image that Heroku can run.
# This file builds the app and runs its tests.
# You touch it to change how the app is built, or to add files to the build.
{
  pkgs,
  name,
  go,
}:
let
  inherit (pkgs) lib;

  CGO_ENABLED = 0; # a static program, which needs no C library

  # By default, Go compiles its standard library in every build. This compiles what web apps use of
  # it once, separately from the app, so a build after an edit takes seconds.
  standardLibrary =
    pkgs.runCommand "go-standard-library"
      {
        inherit CGO_ENABLED;
        nativeBuildInputs = [ go ];
      }
      ''
        export GOCACHE=$out GOFLAGS=-trimpath GOPATH=$TMPDIR GOTOOLCHAIN=local
        go build database/sql encoding/json html/template log/slog \
          net/http/httptest os/signal testing
      '';

  # Without cgo, no C compiler is needed.
  buildGoModule = pkgs.buildGoModule.override {
    inherit go;
    stdenv = pkgs.stdenvNoCC;
  };

  app = buildGoModule {
    inherit name;
    # Editing a file that isn't listed here rebuilds nothing. When the Dockerfile builds the
    # dependencies, the source isn't there yet.
    src = lib.fileset.toSource {
      root = ../.;
      fileset = lib.fileset.unions (
        map lib.fileset.maybeMissing [
          ../cmd
          ../go.mod
          ../go.sum
          ../internal
          ../vendor
        ]
      );
    };
    vendorHash = null; # dependencies come from vendor/, if there are any
    env = { inherit CGO_ENABLED; };
    preBuild = ''
      mkdir -p "$GOCACHE"
      cp -r --no-preserve=mode ${standardLibrary}/. "$GOCACHE"
    '';
    ldflags = [
      "-s"
      "-w"
      "-X main.build=${placeholder "out"}"
    ];
    doCheck = false; # `nix flake check` runs the tests, so a deploy doesn't wait for them
    meta.mainProgram = "web";
  };
in
{
  inherit app;

  tests = app.overrideAttrs {
    name = "tests";
    inherit (app) goModules; # fetched once
    doCheck = true;
    # buildGoModule's own check leaves out -trimpath, so Go would compile everything again.
    checkPhase = ''
      unformatted=$(go fmt ./...)
      [ -z "$unformatted" ] || { echo "Run go fmt ./... for $unformatted"; exit 1; }
      go vet ./...
      go test ./...
    '';
    __darwinAllowLocalNetworking = true; # the tests start the server
  };

  tools = [
    go
    pkgs.air
  ];
}
