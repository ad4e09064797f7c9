# The oldest Nix that may evaluate this. (lib/minver.nix)
"2.18"
