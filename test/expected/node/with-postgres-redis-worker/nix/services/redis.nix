# Redis, on loopback and with a password.
{ pkgs }:
{
  name = "redis";
  package = pkgs.redis;
  port = 16379; # in development; a test has any free one
  variable = "REDIS_URL";
  url = password: port: "redis://default:${password}@127.0.0.1:${port}";

  # Shell lines: start the server on $port, with its files in $data, its log in $log and the
  # password in $secret, and wait until it answers.
  start = ''
    # From a file, so that the password is on no command line.
    echo "requirepass $(< "$secret")" > "$data/redis.conf"
    redis-server "$data/redis.conf" --bind 127.0.0.1 --port "$port" --dir "$data" >> "$log" 2>&1 &
    until redis-cli -h 127.0.0.1 -p "$port" ping > /dev/null 2>&1; do patience $!; done
  '';
}
