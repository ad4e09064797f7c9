# PostgreSQL for development and tests, on this machine only and with a password.
{ pkgs }:
{
  name = "postgres";
  package = pkgs.postgresql;
  port = 15432; # for development; tests use any free port
  variable = "DATABASE_URL";
  url = password: port: "postgres://postgres:${password}@127.0.0.1:${port}/postgres";

  # Shell code that starts the server on $port, with its files in $data, its log in $log and the
  # password in $secret, and waits until it answers.
  start = ''
    if [ ! -e "$data/PG_VERSION" ]; then
      initdb --pgdata="$data" --username=postgres --pwfile="$secret" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C >> "$log"
    fi
    postgres -D "$data" -h 127.0.0.1 -p "$port" -k "" >> "$log" 2>&1 &
    until pg_isready --quiet --host=127.0.0.1 --port="$port"; do wait_briefly $!; done
  '';
}
