# The app and its tests, out of this folder.
{
  pkgs,
  name,
  go,
}:
let
  inherit (pkgs) lib;

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
    env.CGO_ENABLED = 0; # a static program: no C library in the image
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
    preCheck = "go vet ./...";
    __darwinAllowLocalNetworking = true; # the tests start the server
  };

  tools = [ go ];
}
