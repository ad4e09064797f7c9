# What Heroku needs around the app, whatever language it is written in.
{
  pkgs,
  name,
  app,
}:
let
  runtimeTools = [
    pkgs.bashInteractive # /bin/sh starts every process; `heroku run bash`
    pkgs.coreutils
    pkgs.curl # Heroku's own scripts need it: release phase output, `heroku ps:exec`
    pkgs.dockerTools.caCertificates
    pkgs.dockerTools.fakeNss # /etc/passwd, for programs that insist on one
    pkgs.dockerTools.usrBinEnv
  ];

  rootOf =
    paths:
    pkgs.buildEnv {
      name = "${name}-dyno";
      inherit paths;
      # Named here, a directory is a real one and not a link to the store, where container
      # runtimes could not write /etc/hosts.
      pathsToLink = [
        "/bin"
        "/etc"
        "/usr/bin"
        "/var"
      ];
    };

  # The root of the image's file system: directories of links into the Nix store.
  dyno = rootOf ([ app ] ++ runtimeTools);
in
{
  inherit dyno;

  # All that an edit of the app's source does not change: what the app is built with, what else will
  # be in the image, and the image's root without the app. The Dockerfile begins with these, and
  # Docker keeps them from build to build.
  dependencies = pkgs.runCommand "${name}-dependencies" { } ''
    mkdir $out
    echo ${app.inputDerivation} > $out/build
    echo ${toString (runtimeTools ++ (app.runtime or [ ]))} > $out/image
    ln -s ${rootOf runtimeTools} $out/root
  '';

  # The image of the Dockerfile, made without Docker: `./result | docker load`.
  image = pkgs.dockerTools.streamLayeredImage {
    inherit name;
    tag = "latest";
    contents = [ dyno ];
    maxLayers = 5; # Heroku may refuse an image of more than 40
    extraCommands = "mkdir -m 1777 tmp"; # any user may be told to run it
    config = {
      Cmd = [ "/bin/web" ];
      Env = [
        "PATH=/bin"
        "SSL_CERT_FILE=/etc/ssl/certs/ca-bundle.crt"
      ];
    };
  };
}
