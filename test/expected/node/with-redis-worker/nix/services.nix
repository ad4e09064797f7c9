# The servers that the app stands on, for development and for its tests. Heroku runs its own.
{ pkgs }:
let
  inherit (pkgs) lib;

  servers = map (path: import path { inherit pkgs; }) [
    ./services/redis.nix
  ];
in
rec {
  # The servers, and the clients to look into them.
  tools = map (server: server.package) servers;

  # Where the app finds them in development, by the names that it knows from Heroku.
  variables = lib.listToAttrs (
    map (server: lib.nameValuePair server.variable (server.url (toString server.port))) servers
  );

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

    folder=$PWD/.services
    [ $# = 0 ] || temporary=$(mktemp -d)

    ${lib.concatMapStrings (server: ''
      port=${toString server.port}
      [ $# = 0 ] || port=$(free_port)
      data=''${temporary-$folder}/${server.name}
      log=$data.log
      mkdir -p "$data"
      ${server.start}
      log=
      export ${server.variable}=${server.url "$port"}
    '') servers}
    if [ $# -gt 0 ]; then
      "$@"
    else
      echo 'Up, until Ctrl-C:'
      printenv ${lib.concatStringsSep " " (lib.attrNames variables)}
      wait -n
    fi
  '';
}
