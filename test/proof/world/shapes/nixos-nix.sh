# shellcheck shell=bash
# docker.nix of NixOS/nix (read at 002ceb2), with what it installs: a profile, a database, build users; nix.conf a link into the store, flakes not enabled.
attrs=(nix bashInteractive coreutils-full gnutar gzip gnugrep which curl less wget man cacert findutils iana-etc git openssh)
work=$root/w/base-system
rm -rf "$work"
mkdir -p "$work/etc/nix" "$work/etc/ssl/certs" "$work/bin" "$work/usr/bin"
bash=$(out bashInteractive) coreutils=$(out coreutils)
{ echo "root:x:0:0:System administrator:/root:$bash/bin/bash"
  echo 'nobody:x:65534:65534:Unprivileged account (don'"'"'t use!):/var/empty:/bin/false'
  for n in $(seq 32); do echo "nixbld$n:x:$((30000 + n)):30000:Nix build user $n:/var/empty:/bin/false"; done; } > "$work/etc/passwd"
{ echo 'root:x:0:root'; echo 'nobody:x:65534:nobody'
  echo "nixbld:x:30000:$(seq -s, -f 'nixbld%.0f' 32)"; } > "$work/etc/group"
printf '%s\n' 'build-users-group = nixbld' 'sandbox = false' \
  'trusted-public-keys = cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=' > "$work/etc/nix/nix.conf"
base=$(in_root nix store add-path --name base-system /w/base-system)
profile=$(build "pkgs.buildEnv { name = \"root-profile-env\"; paths = with pkgs; [ ${attrs[*]} ]; }")
install "$base" "$profile" "$bash" "$coreutils"
# Links to the store at /, as a dockerTools' layer has them.
(cd "$root$base" && find . -type f -printf '%P\n') | while read -r file; do
  mkdir -p "$(dirname "$tree/$file")"
  ln -s "$base/$file" "$tree/$file"
done
for bundle in ca-bundle.crt ca-certificates.crt; do
  mkdir -p "$tree/etc/ssl/certs"
  ln -s /nix/var/nix/profiles/default/etc/ssl/certs/ca-bundle.crt "$tree/etc/ssl/certs/$bundle"
done
mkdir -p "$tree/bin" "$tree/usr/bin" "$tree/root" "$tree/var/tmp" "$tree/tmp" "$tree/nix/var/nix/gcroots" "$tree/nix/var/nix/profiles/per-user/root"
chmod 1777 "$tree/tmp" "$tree/var/tmp"
ln -s "$bash/bin/bash" "$tree/bin/sh"
ln -s "$coreutils/bin/env" "$tree/usr/bin/env"
ln -s "$profile" "$tree/nix/var/nix/profiles/default-1-link"
ln -s /nix/var/nix/profiles/default-1-link "$tree/nix/var/nix/profiles/default"
ln -s /nix/var/nix/profiles/default "$tree/root/.nix-profile"
certs=/nix/var/nix/profiles/default/etc/ssl/certs/ca-bundle.crt
config+=(--env USER=root --env "PATH=/root/.nix-profile/bin:/nix/var/nix/profiles/default/bin:/nix/var/nix/profiles/default/sbin"
  --env "SSL_CERT_FILE=$certs" --env "GIT_SSL_CAINFO=$certs" --env "NIX_SSL_CERT_FILE=$certs"
  --env NIX_PATH=/nix/var/nix/profiles/per-user/root/channels:/root/.nix-defexpr/channels --cmd /root/.nix-profile/bin/bash)
