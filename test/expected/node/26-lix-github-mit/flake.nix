{
  description = "Web app in TypeScript, built by Nix for Heroku";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";

  outputs =
    { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;
      name = "my-app";

      perSystem =
        pkgs:
        let
          nodejs = pkgs.nodejs_26; # change the Node version here

          inherit (import ./nix/app.nix { inherit pkgs name nodejs; }) app tests tools;
          inherit (import ./nix/dyno.nix { inherit pkgs name app; }) dependencies dyno image;
        in
        {
          packages = {
            default = app;
          }
          // lib.optionalAttrs pkgs.stdenv.hostPlatform.isLinux { inherit dependencies dyno image; };
          apps.default = {
            type = "app";
            program = lib.getExe app;
            meta.description = "Runs the web process, on $PORT or 8000";
          };
          devShells.default = pkgs.mkShellNoCC { packages = tools; };
          checks = { inherit tests; };
          formatter = pkgs.nixfmt-tree;
        };

      systems = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ] (
        system: perSystem nixpkgs.legacyPackages.${system}
      );
      output = kind: lib.mapAttrs (_: outputs: outputs.${kind}) systems;
    in
    lib.genAttrs [ "packages" "apps" "devShells" "checks" "formatter" ] output;
}
