# importNpmLock's npmConfigHook (pkgs/build-support/node/import-npm-lock/hooks/npm-config-hook.sh), as in its newest version: the
# originals come back below $out/lib/node_modules only.
npmConfigHook() {
  echo "Executing npmConfigHook"
  if [ -n "${npmRoot-}" ]; then pushd "$npmRoot"; fi
  if [ -z "${npmDeps-}" ]; then
    echo "Error: 'npmDeps' should be set when using npmConfigHook."
    exit 1
  fi
  echo "Configuring npm"
  export HOME="$TMPDIR"
  npm config set offline true
  npm config set progress false
  npm config set fund false

  echo "Installing patched package.json/package-lock.json"
  mv package.json .package.json.orig
  if test -f package-lock.json; then mv package-lock.json .package-lock.json.orig; fi
  cp --no-preserve=mode "${npmDeps}/package.json" package.json
  cp --no-preserve=mode "${npmDeps}/package-lock.json" package-lock.json

  echo "Installing dependencies"
  if ! npm install --ignore-scripts $npmInstallFlags "${npmInstallFlagsArray[@]}" $npmFlags "${npmFlagsArray[@]}"; then
    echo "ERROR: npm failed to install dependencies"
    exit 1
  fi
  patchShebangs node_modules
  npm rebuild $npmRebuildFlags "${npmRebuildFlagsArray[@]}" $npmFlags "${npmFlagsArray[@]}"
  patchShebangs node_modules
  node @canonicalize@ "$NIX_STORE"
  if [ -n "${npmRoot-}" ]; then popd; fi
  echo "Finished npmConfigHook"
}
npmConfigPostInstallHook() {
  if [ -n "${npmRoot-}" ]; then pushd "$npmRoot"; fi
  if [ -f .package.json.orig ]; then
    local packageOut="$out/lib/node_modules/$(jq --raw-output '.name' .package.json.orig)"
    if [ -d "$packageOut" ]; then
      cp --no-preserve=mode .package.json.orig "$packageOut/package.json"
      if [ -f .package-lock.json.orig ]; then cp --no-preserve=mode .package-lock.json.orig "$packageOut/package-lock.json"; fi
    fi
  fi
  if [ -n "${npmRoot-}" ]; then popd; fi
}
postConfigureHooks+=(npmConfigHook)
postInstallHooks+=(npmConfigPostInstallHook)
