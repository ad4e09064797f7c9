# The packages of the stand-in for cache.nixos.org.
pkgs:
with pkgs;
[
  autoPatchelfHook
  bash
  bashNonInteractive
  cacert
  coreutils
  curl
  fakeroot
  git
  glibc
  go
  stdenv.cc.cc.lib
  gopls
  iana-etc
  jq
  less
  makeBinaryWrapper
  makeWrapper
  man
  nix
  nixfmt-tree
  nodejs-slim_24
  nodejs-slim_26
  nodejs_24
  nodejs_26
  openssh
  openssl
  perl
  (pnpm_8.overrideAttrs ({ meta }: { meta = meta // { knownVulnerabilities = [ ]; }; }))
  (pnpm_9.overrideAttrs ({ meta }: { meta = meta // { knownVulnerabilities = [ ]; }; }))
  pnpm_10
  pnpm_11
  postgresql
  python311
  redis
  removeReferencesTo
  shellcheck
  stdenv
  stdenvNoCC
  unzip
  valkey
  wget
  which
  yarn
  zlib
  importNpmLock.npmConfigHook
  dockerTools.binSh
  dockerTools.caCertificates
  dockerTools.fakeNss
  dockerTools.usrBinEnv
]
++ stdenv.initialPath
++ builtins.concatMap (
  python: [ python python.pkgs.psycopg.c python.pkgs.psycopg.pool ] ++ builtins.attrValues (builtins.intersectAttrs (import ./python/packages.nix { inherit lib libpq; inherit (python) pkgs; line = python.pythonVersion; }) python.pkgs)
) [ python313 python314 ]
