# shellcheck shell=bash disable=SC2034,SC2154
# Dynos: commands in a root file system as Heroku would run them. A uid that nobody knows, everything but /tmp read-only,
# 512 MiB, SIGTERM to all processes, 30 seconds to end.

# start_dyno DIR LOG ROOTFS FLAGS COMMAND ENV…: in the background, where $! is the process around it. FLAGS are those of
# /bin/sh: -c or -l -c. DIR is the dyno's own: DIR/code is how it ended, and DIR/hosts, if it is there, its /etc/hosts.
start_dyno() {
  local dir=$1 log=$2 rootfs=$3 flags=$4 command=$5 uid=$((RANDOM + 20000)) memory
  shift 5
  memory=/sys/fs/cgroup/memory/$mark-dyno-$uid
  mkdir -p "$memory" 2> /dev/null && echo $((512 * 1024 * 1024)) > "$memory/memory.limit_in_bytes" || memory=
  mkdir -p "$dir"/{upper,work,root}
  rm -f "$dir/code"
  printf '%s\0' "$@" > "$dir/env"
  printf '%s\n' "$uid" > "$dir/uid"
  printf '%s\n' "$memory" > "$dir/memory"
  env -i PATH="$PATH" dir="$dir" rootfs="$rootfs" memory="$memory" uid="$uid" flags="$flags" command="$command" \
    unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$world/init" > "$log" 2>&1 &
}

code_of() { cat "$1/code" 2> /dev/null || echo '?'; } # code_of DIR

# end_dyno PID: SIGTERM to all its processes. Sets stopped, the seconds until the last has ended; false after 30. (In a
# subshell a process that has ended would not be seen to have.)
end_dyno() {
  local start=$EPOCHREALTIME
  kill -USR1 "$(pgrep -P "$1" | head -n 1)"
  while kill -0 "$1" 2> /dev/null; do
    awk "BEGIN { exit !($EPOCHREALTIME - $start > 30) }" && return 1
    sleep 0.05
  done
  stopped=$(since "$start")
}

# forget_dyno DIR PID: whatever is left of it.
forget_dyno() {
  local memory
  kill -KILL "$2" 2> /dev/null || true
  wait "$2" 2> /dev/null || true
  memory=$(cat "$1/memory")
  for _ in 1 2 3 4 5; do [ ! -d "$memory" ] || rmdir "$memory" 2> /dev/null || sleep 0.2; done
  rm -rf "$1"
}

# reachable PORT: is something listening there on all addresses, not on the loopback only?
reachable() {
  python3 - "$1" << 'P'
import sys
port = int(sys.argv[1])
wild = {"00000000", "0" * 32}
for table in ("/proc/net/tcp", "/proc/net/tcp6"):
    for line in open(table).readlines()[1:]:
        fields = line.split()
        host, p = fields[1].split(":")
        if int(p, 16) == port and fields[3] == "0A" and host in wild:
            sys.exit(0)
sys.exit(1)
P
}
