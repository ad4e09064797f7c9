# The app and its tests, out of this folder.
{
  pkgs,
  name,
  go,
}:
let
  inherit (pkgs) lib;

  CGO_ENABLED = 0; # a static program: no C library in the image

  # Left to itself, Go compiles its standard library for every build. What web apps use of it is
  # compiled once, apart from the app, and an edit of the app is built in seconds.
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

  app = pkgs.buildGoModule.override { inherit go; } {
    inherit name;
    # An edit of a file that is not in here builds nothing anew. While the Dockerfile builds the
    # dependencies, the source is not there yet.
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
    doCheck = false; # left to `nix flake check`: a deploy does not wait for it
    meta.mainProgram = "web";
  };
in
{
  inherit app;

  tests = app.overrideAttrs {
    name = "tests";
    doCheck = true;
    # Not buildGoModule's own: it leaves -trimpath out, and Go would compile everything again.
    checkPhase = ''
      go vet ./...
      go test ./...
    '';
    __darwinAllowLocalNetworking = true; # the tests start the server
  };

  tools = [ go ];
}
