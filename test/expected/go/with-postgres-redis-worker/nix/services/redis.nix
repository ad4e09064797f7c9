# Valkey for development and tests, on this machine only and with a password. It's what Heroku runs
# as its Key-Value Store, and speaks Redis's protocol.
{ pkgs }:
{
  name = "valkey"; # of the folder in .services
  package = pkgs.valkey;
  port = 16379; # for development; tests use any free port
  variable = "REDIS_URL";
  url = password: port: "redis://default:${password}@127.0.0.1:${port}";

  # Shell code that starts the server on $port, with its files in $data, its log in $log and the
  # password in $secret, and waits until it answers.
  start = ''
    # The password goes into a file, so it isn't on a command line.
    echo "requirepass $(< "$secret")" > "$data/valkey.conf"
    valkey-server "$data/valkey.conf" --bind 127.0.0.1 --port "$port" --dir "$data" >> "$log" 2>&1 &
    until valkey-cli -h 127.0.0.1 -p "$port" ping > /dev/null 2>&1; do wait_briefly $!; done
  '';
}
