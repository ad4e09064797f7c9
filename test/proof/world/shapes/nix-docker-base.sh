# shellcheck shell=bash
# image.nix of teamniteo/nix-docker-base: /run/profile, a database, a nixpkgs of its time as nixpkgs-src, flakes off, and a
# Nix too old for the look-alike, as the real one is for nixpkgs. What the real one has not: it trusts our github.com.

# No Nix of that time can be had. It is today's and takes itself for the older one, whose number is as long.
nix=$(out nix)
attrs=(bashInteractive coreutils cacert git gnutar gzip xz gnugrep gnused)
contents=$(build "with pkgs; let
  oldNix = runCommand \"nix-2.11.1\" { } ''
    cp -r --no-preserve=ownership \${nix} \$out
    chmod -R u+w \$out
    find \$out -type f -exec sed -i \"s|\${nix}|\$out|g; s|${nix##*-}|2.11.1|g\" {} +
  '';
  env = buildEnv { name = \"base-env\"; paths = [ oldNix ${attrs[*]} ]; };
in runCommand \"dynamic-root-files\" { } ''
  mkdir -p \$out/run \$out/usr/bin \$out/bin \$out/lib64
  cp -R -Ls \${env} \$out/run/profile
  cp -R -Ls \${env}/etc \$out/etc
  ln -s \${coreutils}/bin/env \$out/usr/bin/env
  ln -s \${bashInteractive}/bin/sh \$out/bin/sh
  ln -s \${glibc}/lib/ld-linux-x86-64.so.2 \$out/lib64/ld-linux-x86-64.so.2
''")
older_nixpkgs "$root/w/nixpkgs-src"
nixpkgs=$(in_root nix store add-path --name nixpkgs-src /w/nixpkgs-src)
install "$contents" "$nixpkgs"

cp -a "$root$contents/." "$tree/"
chmod -R u+w "$tree"/{bin,etc,lib64,run,usr}
mkdir -p "$tree/etc/nix" "$tree/nix/var/nix/profiles" "$tree/nix/var/nix/gcroots/docker"
mkdir -m 1777 "$tree/tmp"
ln -s "$contents" "$nixpkgs" "$tree/nix/var/nix/gcroots/docker/"
echo '# max-jobs is set by /etc/bashrc' > "$tree/etc/nix/nix.conf"
{ echo 'root:x:0:0:root:/root:/nix/var/nix/profiles/default/bin/bash'
  for n in $(seq 30); do echo "nixbld$n:x:$((30000 + n)):30000:Nix build user $n:/var/empty:/sbin/nologin"; done
  echo 'nobody:x:65534:65534:nobody:/:/sbin/nologin'; } > "$tree/etc/passwd"
{ echo 'root:x:0:'; echo "nixbld:x:30000:$(seq -s, -f 'nixbld%.0f' 30)"; echo 'nogroup:x:65534:'; } > "$tree/etc/group"
echo 'hosts: files mymachines dns myhostname' > "$tree/etc/nsswitch.conf"
cacert=$(out cacert)
rm "$tree/etc/ssl/certs/ca-bundle.crt"
cat "$root$cacert/etc/ssl/certs/ca-bundle.crt" "$(github_certificate)" > "$tree/etc/ssl/certs/ca-bundle.crt"

config+=(--env NIX_BUILD_SHELL=/run/profile/bin/bash --env "NIX_PATH=nixpkgs=$nixpkgs" --env USER=root
  --env PATH=/nix/var/nix/profiles/default/bin:/run/profile/bin:/bin --env NIX_SSL_CERT_FILE=/etc/ssl/certs/ca-bundle.crt
  --env "LD_LIBRARY_PATH=$(out glibc)/lib" --workingdir /root --cmd bash)
