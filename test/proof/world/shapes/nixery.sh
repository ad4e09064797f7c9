# shellcheck shell=bash
# Packages by the segments of the name; links to their files at /; no passwd, no nix.conf, no /nix/var; /tmp closed.
attrs=(cacert iana-etc)
segments=${name#nixery.dev/} segments=${segments%%[:@]*}
for segment in ${segments//\// }; do
  case $segment in
    shell) attrs+=(bashInteractive coreutils) ;; # and moreutils and nano, which are not there
    arm64) echo "base: no arm64 here" >&2; exit 1 ;;
    *) attrs+=("$segment") ;;
  esac
done
mkdir -p "$tree/tmp" "$tree/usr/bin"
paths=()
for attr in "${attrs[@]}"; do paths+=("$(out "$attr")"); done
coreutils=$(out coreutils)
copy_store $(closure "${paths[@]}" "$coreutils")
for path in "${paths[@]}"; do
  (cd "$root$path" && find . -mindepth 1 -type d) | (cd "$tree" && xargs -r mkdir -p)
  (cd "$root$path" && find . ! -type d -printf '%P\n') | while read -r file; do
    [ -e "$tree/$file" ] || [ -L "$tree/$file" ] || ln -s "$path/$file" "$tree/$file"
  done
done
ln -sf "$coreutils/bin/env" "$tree/usr/bin/env"
chmod 555 "$tree/tmp" "$tree/nix" "$tree/nix/store"
config+=(--env SSL_CERT_FILE=/etc/ssl/certs/ca-bundle.crt)
