npmInstallHook() {
  echo "Executing npmInstallHook"
  runHook preInstall
  local packageOut="$out/lib/node_modules/$(jq --raw-output '.name' package.json)" file bin
  while IFS= read -r file; do
    mkdir -p "$packageOut/$(dirname "$file")"
    cp "${npmWorkspace-.}/$file" "$packageOut/$(dirname "$file")"
  done < <(jq --raw-output '.[0].files | map(.path) | join("\n")' <<< "$(npm_config_cache="$HOME/.npm" npm pack --json --dry-run --loglevel=warn --no-foreground-scripts ${npmWorkspace+--workspace=$npmWorkspace} $npmPackFlags $npmFlags)")
  while IFS=" " read -ra bin; do
    mkdir -p "$out/bin"
    makeWrapper @hostNode@ "$out/bin/${bin[0]}" --add-flags "$packageOut/${bin[1]}" $makeWrapperArgs
  done < <(jq --raw-output '(.bin | type) as $typ | if $typ == "string" then .name + " " + .bin
    elif $typ == "object" then .bin | to_entries | map(.key + " " + .value) | join("\n")
    elif $typ == "null" then empty else "invalid type " + $typ | halt_error end' "${npmWorkspace-.}/package.json")
  if [ ! -d "$packageOut/node_modules" ]; then
    if [ -z "${dontNpmPrune-}" ]; then
      npm prune --omit=dev --no-save ${npmWorkspace+--workspace=$npmWorkspace} $npmPruneFlags $npmFlags
    fi
    find node_modules -maxdepth 1 -type d -empty -delete
    cp -r node_modules "$packageOut/node_modules"
  fi
  runHook postInstall
}
if [ -z "${dontNpmInstall-}" ] && [ -z "${installPhase-}" ]; then installPhase=npmInstallHook; fi
