# shellcheck shell=bash disable=SC2154
# Data services as Heroku attaches them: PostgreSQL, and Valkey as its Key-Value Store, out of the Debian root. A user with a
# password, certificates that nobody has signed, TLS or nothing, and no more connections than the smallest plans have.
# They listen on loopback, but under a name: an app must not take them for servers of its own machine.
host=data.proof.test
user=u4fba5d name=d7c1e9 password=p53d2a91c0e6f8b47
programs=/usr/lib/postgresql/17/bin
declare -A port=() server=()

# In memory, and in the script's own namespaces: gone with it.
data=$(mktemp -d "$root/w/data.XXXXXX")
mount -t tmpfs -o mode=755 tmpfs "$data"
inside=/w/${data##*/}
forget_services() {
  umount -l "$data"
  rmdir "$data"
}

# as_server COMMAND…: in the Debian root, as the servers' user, in place of the current subshell.
as_server() { exec_in_root unshare --ipc setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
server_owns() { chown -R --reference="$root/var/lib/postgresql" "$@"; }

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj "/CN=nobody-knows-$RANDOM" \
  -keyout "$data/server.key" -out "$data/server.crt" 2> /dev/null
server_owns "$data"

# A new cluster takes seconds: it is made once for all steps.
cluster=$root/w/cluster-17
make_cluster() (
  exec {turn}> "$HEROKU_NIX_PROOF/cluster.lock"
  flock "$turn"
  [ ! -e "$cluster/PG_VERSION" ] || exit 0
  rm -rf "$cluster"
  mkdir "$cluster"
  server_owns "$cluster"
  (as_server "$programs/initdb" --pgdata=/w/cluster-17 --username=postgres --auth=reject --locale=C.UTF-8 --no-sync --wal-segsize=1)
  (as_server "$programs/postgres" --single -D /w/cluster-17 postgres) << Q
CREATE ROLE $user LOGIN PASSWORD '$password'
CREATE DATABASE $name OWNER $user
Q
)

# start SERVICE [plain]: again on the port that it had, if it had one, and with what it holds. plain: without TLS, which is
# then for the app to insist on.
start() {
  local service=$1
  : "${port[$service]:=$(free_port)}"
  "start_$service" "${2:-tls}"
  for _ in $(seq 100); do
    ! "answers_$service" || return 0
    kill -0 "${server[$service]}" 2> /dev/null || break
    sleep 0.1
  done
  cat "$data/$service.log"
  fault "$service does not start here"
}

# kill_service SERVICE: at once, as when its machine fails.
kill_service() {
  # The first process of its namespace. (That it should end with the one around it is forgotten when it becomes another user.)
  kill -KILL "$(pgrep -P "${server[$1]}")"
  wait "${server[$1]}" 2> /dev/null || true
}

# signal SERVICE NAME: to all its processes. STOP: it keeps its connections, takes new ones, and says nothing.
signal() { pkill "-$2" --ns "$(pgrep -P "${server[$1]}")" --nslist pid; }

start_postgres() {
  local tls=on kind=hostssl
  [ "$1" = tls ] || { tls=off kind=host; }
  if [ ! -e "$data/postgres" ]; then
    make_cluster
    cp -a "$cluster" "$data/postgres"
  fi
  echo "$kind all $user all scram-sha-256" > "$data/hba.conf"
  rm -f "$data/postgres/postmaster.pid"
  as_server "$programs/postgres" -D "$inside/postgres" -c hba_file="$inside/hba.conf" -c port="${port[postgres]}" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c ssl="$tls" -c ssl_cert_file="$inside/server.crt" \
    -c ssl_key_file="$inside/server.key" -c max_connections=20 -c superuser_reserved_connections=0 -c fsync=off \
    >> "$data/postgres.log" 2>&1 &
  server[postgres]=$!
}
answers_postgres() { in_root "$programs/pg_isready" --quiet --host=127.0.0.1 --port="${port[postgres]}"; }
url_postgres() { echo "DATABASE_URL=postgres://$user:$1@$host:${port[postgres]}/$name"; } # url_postgres PASSWORD

# in_postgres PROGRAM ARG…: one of PostgreSQL's own programs, as the app's user.
in_postgres() {
  local program=$1
  shift
  in_root env PGPASSWORD="$password" "$programs/$program" --host=127.0.0.1 --port="${port[postgres]}" --username="$user" --dbname="$name" "$@"
}

start_redis() {
  local listen=(--port 0 --tls-port "${port[redis]}" --tls-cert-file "$inside/server.crt" --tls-key-file "$inside/server.key"
    --tls-ca-cert-file "$inside/server.crt" --tls-auth-clients no)
  [ "$1" = tls ] || listen=(--port "${port[redis]}")
  as_server /usr/bin/valkey-server "${listen[@]}" --bind 127.0.0.1 --requirepass "$password" --maxclients 20 --save '' \
    --appendonly no --dir "$inside" >> "$data/redis.log" 2>&1 &
  server[redis]=$!
}
answers_redis() { (: < "/dev/tcp/127.0.0.1/${port[redis]}") 2> /dev/null; }
url_redis() { echo "REDIS_URL=rediss://:$1@$host:${port[redis]}"; }
