# Where all begin, also those who know no flakes. (default.nix)
let
  requiredVersion = import ./lib/minver.nix;
in
if builtins.compareVersions requiredVersion builtins.nixVersion == 1 then
  abort "This version of Nixpkgs requires Nix >= ${requiredVersion}, please upgrade"
else
  {
    system ? builtins.currentSystem,
  }:
  import ./pkgs {
    lib = import ./lib;
    inherit system;
  }
