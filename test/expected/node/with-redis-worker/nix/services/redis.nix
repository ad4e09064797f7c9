# Redis, on loopback and without a password.
{ pkgs }:
{
  name = "redis";
  package = pkgs.redis;
  port = 16379; # in development; a test has any free one
  variable = "REDIS_URL";
  url = port: "redis://127.0.0.1:${port}";

  # Shell lines: start the server on $port, with its files in $data and its log in
  # $log, and wait until it answers.
  start = ''
    redis-server --bind 127.0.0.1 --port "$port" --dir "$data" >> "$log" 2>&1 &
    until redis-cli -h 127.0.0.1 -p "$port" ping > /dev/null 2>&1; do patience $!; done
  '';
}
