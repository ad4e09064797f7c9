# Builds a virtual environment of exactly the packages in the project's lock file, for this machine:
# the wheels that pip would choose, by the addresses and hashes in the lock. So there is no hash to
# copy: change the lock with the tool that wrote it, and Nix builds what it says.
{
  pkgs,
  python,
  lock, # uv.lock, poetry.lock or pylock.toml
  extras, # of the project
  groups, # of dependencies, such as [ "dev" ], or "all"
  libraries, # that wheels expect on every machine
  optional, # names of libraries that wheels can do without
}:
let
  inherit (pkgs) lib;
  inherit (pkgs.stdenv.hostPlatform) system isLinux;
  inherit (python) version;
  file = baseNameOf lock;
  manifest = dirOf lock + "/pyproject.toml";

  # Nix reads no dates, and uv writes them without quotes into pylock.toml.
  withoutDates =
    text:
    lib.concatStringsSep "upload-time = 0" (
      lib.filter lib.isString (builtins.split "upload-time = [0-9][^,}\n]*" text)
    );
  data = fromTOML (withoutDates (builtins.readFile lock));

  format =
    if data ? lock-version && data ? packages then
      ./python-lock/pylock.nix
    else if data ? metadata.content-hash then
      ./python-lock/poetry.nix
    else if data.version or null == 1 then
      ./python-lock/uv.nix
    else
      throw "Nix can't read ${file}: it reads uv.lock, poetry.lock and pylock.toml.";
  read = import format {
    inherit lib;
    lock = data;
    python = version;
    project = lib.optionalAttrs (builtins.pathExists manifest) (lib.importTOML manifest);
  };
  inherit (import ./python-lock/versions.nix { inherit lib; }) satisfies;
  # Bug fix releases are compatible: a lock for 3.13.1 alone is one for 3.13.
  exact = builtins.match " *(==)? *([0-9]+[.][0-9]+)[.][0-9]+ *" read.python;
  wanted = if exact == null then read.python else "==${lib.last exact}.*";

  chosen = {
    inherit extras;
    groups = if groups == "all" then lib.unique (lib.concatMap namesOfGroups read.packages) else groups;
  };
  namesOfGroups = { folder, groups, ... }: lib.optionals (folder != null) (lib.attrNames groups);
  applies = import ./python-lock/markers.nix {
    inherit lib system chosen;
    python = version;
  };
  packages =
    if satisfies version wanted then
      import ./python-lock/graph.nix {
        inherit
          lib
          read
          applies
          chosen
          ;
      }
    else
      throw ''
        ${file} is for Python ${read.python}, and this is Python ${version}.
        Choose another Python in flake.nix, or allow this one in pyproject.toml and lock again.
      '';
  chooseWheel = import ./python-lock/wheels.nix {
    inherit lib system;
    python = version;
    glibc = if isLinux then pkgs.glibc.version else "";
  };

  # The file of each package that isn't a folder of the project.
  sources = map (package: package // { wheel = chooseWheel package.wheels; }) (
    lib.filter ({ folder, ... }: folder == null) (lib.attrValues packages)
  );

  fetch =
    package: each:
    if each ? fetched then
      each.fetched pkgs
    else if each.url == null then
      dirOf lock + "/${each.path}"
    else
      pkgs.fetchurl {
        inherit (each) url;
        hash =
          if each.hash != null then
            each.hash
          else
            throw ''
              ${file} has no SHA-256 of ${each.name}, so Nix can't fetch ${package.name}.
              Lock again from an index that gives hashes.
            '';
        name = lib.replaceStrings [ "!" ] [ "-" ] each.name;
      };

  built = import ./python-lock/built.nix {
    inherit
      lib
      python
      file
      system
      fetch
      ;
    inherit (pkgs) unzip;
  };
  isFetched = { wheel, ... }: wheel != null;
  wheels = lib.filter isFetched sources;
  others = lib.filter (each: !isFetched each) sources;
  isBelow = folder: folder != null && folder != ".";
  folders = lib.filter isBelow (lib.catAttrs "folder" (lib.attrValues packages));
  install = import ./python-lock/install.nix { inherit pkgs; };
  site = "$out/${python.sitePackages}";
in
{
  # Folders of the project that have code: its own, and those that are packages, too.
  folders = [
    "/src"
    ""
  ]
  ++ lib.concatMap (folder: [
    "/${folder}/src"
    "/${folder}"
  ]) folders;

  # Without a C compiler: a deploy would download it first.
  environment = pkgs.stdenvNoCC.mkDerivation {
    name = "${python.name}-environment";
    nativeBuildInputs = lib.optional isLinux pkgs.autoPatchelfHook;
    buildInputs = lib.optionals isLinux libraries;
    autoPatchelfIgnoreMissingDeps = optional;
    dontUnpack = true;
    dontPatchShebangs = true;
    dontPatchELF = true;
    dontStrip = true; # wheels are stripped as far as they can be
    dontAutoPatchelf = true; # only what comes as a wheel, below
    installPhase = ''
      mkdir -p $out/bin ${site}
      for name in python python3 ${python.executable}; do
        ln -s ${python.interpreter} $out/bin/$name
      done
      printf '%s\n' 'home = ${python}/bin' 'include-system-site-packages = false' \
        'version = ${version}' > $out/pyvenv.cfg

      $out/bin/python ${install} $out ${
        lib.escapeShellArgs (map (package: fetch package package.wheel) wheels)
      }
      ${lib.optionalString isLinux "autoPatchelf $out"}
      for package in ${toString (map built others)}; do
        cp -r --no-preserve=mode $package/${python.sitePackages}/. ${site}/
      done
      $out/bin/python ${install} $out

      # Some packages have code for other versions of Python, which doesn't compile.
      $out/bin/python -m compileall -q -j "$NIX_BUILD_CORES" --invalidation-mode unchecked-hash \
        ${site} || true
    '';
  };
}
