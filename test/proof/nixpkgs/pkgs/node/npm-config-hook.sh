# importNpmLock's npmConfigHook. (pkgs/build-support/node/import-npm-lock/hooks/npm-config-hook.sh)
npmConfigHook() {
  echo "Executing npmConfigHook"
  if [ -n "${npmRoot-}" ]; then pushd "$npmRoot"; fi
  if [ -z "${npmDeps-}" ]; then
    echo "Error: 'npmDeps' should be set when using npmConfigHook."
    exit 1
  fi
  echo "Configuring npm"
  export HOME="$TMPDIR"
  export npm_config_nodedir="@nodeSrc@"
  export npm_config_node_gyp="@nodeGyp@"
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
  node @canonicalizeSymlinksScript@ @storePrefix@
  mv .package.json.orig package.json
  if test -f .package-lock.json.orig; then mv .package-lock.json.orig package-lock.json; fi
  if [ -n "${npmRoot-}" ]; then popd; fi
  echo "Finished npmConfigHook"
}
postConfigureHooks+=(npmConfigHook)
