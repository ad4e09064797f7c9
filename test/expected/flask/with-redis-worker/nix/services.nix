# The servers that the app stands on, for development and for its tests. Heroku runs its own.
# They listen on this machine alone. Other users of it get nowhere: their password is in .services,
# a folder that is closed to them.
{ pkgs }:
let
  inherit (pkgs) lib;

  servers = map (path: import path { inherit pkgs; }) [
    ./services/redis.nix
  ];

  # Shell lines: $folder is where the servers keep their data, beside flake.nix.
  findFolder = ''
    folder=$PWD
    until [ -z "$folder" ] || [ -e "$folder/flake.nix" ]; do folder=''${folder%/*}; done
    folder=''${folder:-$PWD}/.services
  '';

  # Prints the servers' password, which is made when it is first asked for.
  # password FOLDER: for servers that keep their data in that folder.
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
      # If two run at once, the second one takes the password of the first.
      ln "$folder/password.$$" "$folder/password" 2> /dev/null || true
      rm "$folder/password.$$"
    fi
    cat "$folder/password"
  '';
in
rec {
  # The servers, and the clients to look into them.
  tools = map (server: server.package) servers;

  # Shell lines for nix develop: where the app finds them, by the names that it knows from Heroku.
  shellHook = lib.concatMapStrings (server: ''
    export ${server.variable}=${server.url "$(${password})" (toString server.port)}
  '') servers;

  # services: starts them, with their data in .services, until Ctrl-C.
  # services COMMAND: runs a command while they are up, on free ports and without any data.
  program = pkgs.writeShellScriptBin "services" ''
    set -euo pipefail
    export PATH=${lib.makeBinPath (tools ++ [ pkgs.coreutils ])}:$PATH

    free_port() {
      local port=$((20000 + RANDOM % 20000))
      if (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then free_port; else echo "$port"; fi
    }

    # Waits a moment, as long as the server is there.
    patience() {
      kill -0 "$1"
      sleep 0.1
    }

    end() {
      # What ended before it was up has said why.
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
