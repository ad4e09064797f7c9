# importNpmLock's hooks, for one Node. (pkgs/build-support/node/import-npm-lock/hooks/default.nix)
{
  makeSetupHook,
  srcOnly,
  nodejs,
}:
{
  npmConfigHook = makeSetupHook {
    name = "npm-config-hook";
    substitutions = {
      nodeSrc = srcOnly nodejs;
      nodeGyp = "${nodejs}/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js";
      canonicalizeSymlinksScript = ./canonicalize-symlinks;
      storePrefix = builtins.storeDir;
    };
  } ./npm-config-hook.sh;
  linkNodeModulesHook = throw "look-alike: importNpmLock.hooks.linkNodeModulesHook is not there";
}
