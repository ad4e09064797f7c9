# PostgreSQL for development and tests, on this machine only and with a password.
{ pkgs }:
let
  # Change this to the version of your database on Heroku; `heroku pg:info` shows it. The name has
  # the version since a server can't read the data of another one.
  package = pkgs.postgresql_17;
  version = package.psqlSchema;
in
{
  name = "postgres-${version}"; # of the folder in .services
  inherit package;
  port = 15432; # for development; tests use any free port
  variable = "DATABASE_URL";
  url = password: port: "postgres://postgres:${password}@127.0.0.1:${port}/postgres";

  # Shell code that starts the server on $port, with its files in $data, its log in $log and the
  # password in $secret, and waits until it answers.
  start = ''
    # The folder had no version in its name at first.
    old=''${data%-*}
    if [ ! -e "$data/PG_VERSION" ] && [ "$(cat "$old/PG_VERSION" 2> /dev/null)" = ${version} ]; then
      rmdir "$data"
      mv "$old" "$data"
    fi
    if [ ! -e "$data/PG_VERSION" ]; then
      initdb --pgdata="$data" --username=postgres --pwfile="$secret" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C >> "$log"
    fi
    postgres -D "$data" -h 127.0.0.1 -p "$port" -k "" >> "$log" 2>&1 &
    until pg_isready --quiet --host=127.0.0.1 --port="$port"; do wait_briefly $!; done
  '';
}
