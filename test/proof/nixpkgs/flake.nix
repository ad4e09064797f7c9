# A look-alike of nixpkgs 26.05: the same shape, the same arguments, few packages, made of Debian's files.
# What each name was read from: TABLE.md. Anything real nixpkgs does not take must fail here too.
{
  description = "A small look-alike of nixpkgs, made of Debian's packages";

  outputs =
    { self }:
    let
      lib = import ./lib;
      # Only x86_64-linux can be built; the others are there to be evaluated.
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "aarch64-darwin"
        "x86_64-darwin"
      ];
    in
    {
      inherit lib;
      legacyPackages = lib.genAttrs systems (system: import ./. { inherit system; });

      # Not nixpkgs': what the stand-in for cache.nixos.org holds.
      cached.x86_64-linux = self.legacyPackages.x86_64-linux.linkFarm "cached" (
        lib.imap0 (i: path: {
          name = toString i;
          inherit path;
        }) (import ./pkgs/cached.nix self.legacyPackages.x86_64-linux)
      );
      cachedPaths.x86_64-linux = toString (import ./pkgs/cached.nix self.legacyPackages.x86_64-linux);
    };
}
