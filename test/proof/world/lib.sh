# shellcheck shell=bash disable=SC2034
# What the scripts of the world share. Everything they make lies in one folder outside the clone.
world=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
HEROKU_NIX_PROOF=${HEROKU_NIX_PROOF:-${XDG_CACHE_HOME:-$HOME/.cache}/generator-heroku-nix/proof}
root=$HEROKU_NIX_PROOF/root                 # the Debian root in which Nix runs
cache=$HEROKU_NIX_PROOF/cache               # the stand-in for cache.nixos.org
lane=${HEROKU_NIX_PROOF_LANE:-0}            # what runs side by side has images and a port of its own
cache_port=$((${HEROKU_NIX_PROOF_PORT:-8413} + lane)) # where base images look for it
mark=proof-$(printf %s "$HEROKU_NIX_PROOF" | cksum | cut -d ' ' -f 1) # of its control groups: another world has others
system=x86_64-linux
export STORAGE_DRIVER=${STORAGE_DRIVER:-overlay} BUILDAH_ISOLATION=chroot TMPDIR=/tmp

# Images are kept in the folder as well, not in the machine's own storage.
images=$HEROKU_NIX_PROOF/images
# Each layer passes through its TMPDIR on the way: that is in memory. Its garbage, for the second that it runs, is worth less
# than the time it takes to collect it.
in_transit=$HEROKU_NIX_PROOF/images-run/tmp
buildah() { TMPDIR=$in_transit GOGC=400 command buildah --root "$images/$lane" --runroot "$HEROKU_NIX_PROOF/images-run" "$@"; }

say() { printf '== %s\n' "$*" >&2; }

# own_namespaces "$@": goes on in namespaces of the script's own. Whatever ends it, no mount and no process is left; what
# buildah remembers of its mounts goes with them.
own_namespaces() {
  case ${IN_PROOF:-} in
    '') IN_PROOF=outer exec unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$0" "$@" ;;
    outer)
      export IN_PROOF=inner
      mkdir -p "$HEROKU_NIX_PROOF/images-run"
      mount -t tmpfs tmpfs "$HEROKU_NIX_PROOF/images-run"
      mkdir "$in_transit"
      ;;
  esac
}

# in_root COMMAND…: runs in the Debian root. As on NixOS the store is mounted read-only; Nix makes it writable for itself.
in_root() { (exec_in_root "$@"); }
# The same in place of the current (sub)shell: `exec_in_root … & pid=$!` can be killed as a whole.
exec_in_root() {
  root=$root exec unshare --mount --pid --fork --kill-child --propagation private bash -euc '
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    if [ -d "$root/nix/store" ]; then
      mount --bind "$root/nix/store" "$root/nix/store"
      mount -o remount,bind,ro "$root/nix/store"
    fi
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    exec chroot "$root" env -i HOME=/root USER=root TERM=dumb LANG=C.UTF-8 ${PORT:+PORT="$PORT"} \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      NIX_SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt "$@"
  ' in_root "$@"
}

# committed_in CASE DIR: puts there what Git would commit of that repository.
committed_in() {
  mkdir "$2"
  git -C "$root/w/proof/$1" add --all
  git -C "$root/w/proof/$1" checkout-index --all --prefix="$2/"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

since() { awk "BEGIN { printf \"%.2f\\n\", $EPOCHREALTIME - $1 }"; }

# until_answers URL SECONDS PID CURL-ARG…: waits for a 200; false when the time is over or PID is gone. Prints the seconds
# it took.
until_answers() {
  local start=$EPOCHREALTIME url=$1 end=$((SECONDS + $2)) pid=$3
  shift 3
  until curl -fsS -o /dev/null --max-time 5 "$@" "$url" 2> /dev/null; do
    [ $SECONDS -lt $end ] && kill -0 "$pid" 2> /dev/null || return 1
    sleep 0.05
  done
  since "$start"
}

# serve_cache LOG [MEGABITS]: the stand-in for cache.nixos.org, on loopback, until the script's namespace ends. Its process
# is $!; MEGABITS a second are all it gives.
serve_cache() {
  rm -f "$1"
  (cd "$cache" && exec python3 "$world/binary-cache.py" "$cache_port" "${2:-inf}") >> "$1" 2>&1 &
  until_answers "http://127.0.0.1:$cache_port/nix-cache-info" 10 $! > /dev/null || { cat "$1"; return 1; }
  : > "$1" # what was asked until here is our own
}

# older_nixpkgs DIR: the look-alike, as a nixpkgs that old versions of Nix can evaluate.
older_nixpkgs() {
  rm -rf "$1"
  cp -r --no-preserve=mode "$root$(cat "$cache/for")" "$1"
  echo '{ missing = [ ]; }' > "$1/lib/minfeatures.nix"
}

# github_certificate: makes it, if it is not there, and prints its path; its key lies beside it.
github_certificate() {
  local at=$HEROKU_NIX_PROOF/github
  [ -e "$at.pem" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj /CN=github.com \
    -addext subjectAltName=DNS:github.com,DNS:codeload.github.com -keyout "$at.key" -out "$at.pem" >&2
  echo "$at.pem"
}

# serve_github DIR LOG: the stand-in for github.com, until the script's namespace ends. DIR is for the archive. There is one
# such port: whoever comes second waits.
serve_github() {
  local certificate turn
  exec {turn}> "$HEROKU_NIX_PROOF/github.lock"
  flock "$turn"
  certificate=$(github_certificate)
  mkdir "$1"
  older_nixpkgs "$1/nixpkgs-nixos-24.11"
  tar -C "$1" -czf "$1/archive.tar.gz" nixpkgs-nixos-24.11
  python3 "$world/github.py" "$certificate" "${certificate%.pem}.key" "$1/archive.tar.gz" > "$2" 2>&1 &
  until_answers https://codeload.github.com/NixOS/nixpkgs/tar.gz/nixos-24.11 10 $! \
    --cacert "$certificate" --resolve codeload.github.com:443:127.0.0.1 > /dev/null || { cat "$2"; return 1; }
  : > "$2"
}
