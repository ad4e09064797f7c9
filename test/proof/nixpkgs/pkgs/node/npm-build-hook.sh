npmBuildHook() {
  echo "Executing npmBuildHook"
  runHook preBuild
  if ! npm run ${npmWorkspace+--workspace=$npmWorkspace} "$npmBuildScript" $npmBuildFlags "${npmBuildFlagsArray[@]}" $npmFlags "${npmFlagsArray[@]}"; then
    echo 'ERROR: `npm build` failed'
    echo "1. Make sure your build script ($npmBuildScript) exists. If there is none, set \`dontNpmBuild = true\`."
    exit 1
  fi
  runHook postBuild
}
if [ -z "${dontNpmBuild-}" ] && [ -z "${buildPhase-}" ]; then buildPhase=npmBuildHook; fi
