# Where all begin, also those who know no flakes. (default.nix)
let
  missing = map ({ description, ... }: description) (import ./lib/minfeatures.nix).missing;
in
if missing != [ ] then
  abort ''

    This version of Nixpkgs requires an implementation of Nix with the following features:
    - ${builtins.concatStringsSep "\n- " missing}

    You are evaluating with Nix ${builtins.nixVersion or "(too old to know)"}, please upgrade
  ''
else
  {
    system ? builtins.currentSystem,
  }:
  import ./pkgs {
    lib = import ./lib;
    inherit system;
  }
