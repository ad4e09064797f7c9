# What is this folder? How Nix builds the app and puts it into an image that Heroku can run.
# This file adds what every dyno needs around the app, in whatever language it's written.
# You only touch it to add a program to the image: put its package in runtimeTools.
{
  pkgs,
  name,
  app,
}:
let
  inherit (pkgs) lib;

  # Of each package only the programs, not the manual.
  runtimeTools = map lib.getBin [
    pkgs.bashInteractive # /bin/sh starts every process; also for `heroku run bash`
    pkgs.coreutils
    pkgs.curl # Heroku sends the output of the release phase to your terminal with it
    pkgs.dockerTools.caCertificates
    pkgs.dockerTools.fakeNss # /etc/passwd, for programs that insist on one
    pkgs.dockerTools.usrBinEnv
  ];

  rootOf =
    paths: options:
    pkgs.buildEnv (
      {
        name = "${name}-dyno";
        inherit paths;
        # Makes these real directories. If /etc were a link into the store, container runtimes
        # couldn't write /etc/hosts.
        pathsToLink = [
          "/bin"
          "/etc"
          "/usr/bin"
          "/var"
        ];
      }
      // options
    );

  # The root of the image's file system: directories of links into the Nix store.
  dyno = rootOf ([ app ] ++ runtimeTools) { };

  # What the app is built with, but its source.
  buildInputs = lib.filterAttrs (_: input: input ? outputs) (
    builtins.getContext (builtins.toJSON app.drvAttrs)
  );
in
{
  inherit dyno;

  # Everything that stays the same when you edit the app's source: what the app is built with, what
  # else goes into the image, and the image's root without the app. The Dockerfile builds this
  # first, so Docker can cache it.
  dependencies = rootOf runtimeTools {
    name = "${name}-dependencies";
    extraPrefix = "/root";
    # Nix builds everything that this text depends on, even what it doesn't mention.
    postBuild = builtins.appendContext ''
      echo ${toString (runtimeTools ++ (app.runtime or [ ]))} > $out/image
    '' buildInputs;
  };

  # The same image as the Dockerfile's, built without Docker: `./result | docker load`.
  image = pkgs.dockerTools.streamLayeredImage {
    inherit name;
    tag = "latest";
    contents = [ dyno ];
    maxLayers = 5; # Heroku may refuse an image of more than 40
    extraCommands = "mkdir -m 1777 tmp"; # the user ID is random, so anyone may write there
    config = {
      Cmd = [ "/bin/web" ];
      Env = [
        "PATH=/bin"
        "SSL_CERT_FILE=/etc/ssl/certs/ca-bundle.crt"
      ];
    };
  };
}
