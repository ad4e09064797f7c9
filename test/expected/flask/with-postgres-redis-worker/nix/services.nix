# The servers that the app uses, for development and tests. On Heroku, add-ons take their place.
# They listen on this machine only. Its other users can't connect, since the password is in
# .services, a folder that only you can read.
{ pkgs }:
let
  inherit (pkgs) lib;

  servers = map (path: import path { inherit pkgs; }) [
    ./services/postgres.nix
    ./services/redis.nix
  ];

  # Shell code that sets $folder to where the servers keep their data, next to flake.nix.
  findFolder = ''
    folder=$PWD
    until [ -z "$folder" ] || [ -e "$folder/flake.nix" ]; do folder=''${folder%/*}; done
    folder=''${folder:-$PWD}/.services
  '';

  # Prints the servers' password, and generates it the first time.
  # password FOLDER: the password of servers that keep their data in that folder.
  password = pkgs.writeShellScript "password" ''
    set -euo pipefail
    PATH=${pkgs.coreutils}/bin
    umask 077
    ${findFolder}
    folder=''${1-$folder}
    mkdir -p "$folder"
    chmod 700 "$folder"
    if [ ! -e "$folder/password" ]; then
      od -An -N16 -tx1 /dev/urandom | tr -d ' \n' > "$folder/password.$$"
      # If two run at once, the second uses the password of the first.
      ln "$folder/password.$$" "$folder/password" 2> /dev/null || true
      rm "$folder/password.$$"
    fi
    cat "$folder/password"
  '';
in
rec {
  # The servers, and the clients to connect to them.
  tools = map (server: server.package) servers;

  # Shell code for `nix develop`: sets the variables that tell the app where the servers are.
  shellHook = lib.concatMapStrings (server: ''
    export ${server.variable}=${server.url "$(${password})" (toString server.port)}
  '') servers;

  # services: runs the servers until Ctrl-C, with their data in .services.
  # services COMMAND: starts empty servers on free ports, runs the command, and stops them.
  program = pkgs.writeShellScriptBin "services" ''
    set -euo pipefail
    export PATH=${lib.makeBinPath (tools ++ [ pkgs.coreutils ])}:$PATH

    # Below the ports that systems give to outgoing connections, which start at 32768.
    free_port() {
      local port=$((20000 + RANDOM % 12000))
      if (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then free_port; else echo "$port"; fi
    }

    # Waits a moment; fails if the server is gone.
    wait_briefly() {
      kill -0 "$1"
      sleep 0.1
    }

    end() {
      # If a server failed to start, its log says why.
      [ -z "''${log-}" ] || cat "$log" >&2
      kill -INT $(jobs -p) 2> /dev/null || true
      wait
      [ -z "''${temporary-}" ] || rm -rf "$temporary"
    }
    trap end EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    ${findFolder}
    [ $# = 0 ] || temporary=$(mktemp -d)
    folder=''${temporary-$folder}
    password=$(${password} "$folder")
    secret=$folder/password

    ${lib.concatMapStrings (server: ''
      port=${toString server.port}
      [ $# = 0 ] || port=$(free_port)
      data=$folder/${server.name}
      log=$data.log
      mkdir -p "$data"
      ${server.start}
      log=
      export ${server.variable}=${server.url "$password" "$port"}
    '') servers}
    if [ $# -gt 0 ]; then
      "$@"
    else
      echo 'Up, until Ctrl-C:'
      printenv ${lib.concatMapStringsSep " " (server: server.variable) servers}
      wait -n
    fi
  '';
}
