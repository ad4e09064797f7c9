# The interpreter, its packages, withPackages, buildPythonPackage. (pkgs/development/interpreters/python/)
{
  lib,
  system,
  debian,
  bash,
  stdenv,
  buildEnv,
  runCommand,
  makeBinaryWrapper,
  makeHook,
  libraries, # those that packages are compiled with
  attr, # python313 or python314, one and the same interpreter here: Debian's 3.13; or python311, Debian 12's
  line ? "3.13",
  release ? "3.13.5",
  installed ? false, # one that the machine has, in /opt/python-LINE: see test/bank
  packageOverrides ? (_: _: { }),
}@args:
let
  executable = "python${line}";
  sitePackages = "lib/${executable}/site-packages";

  interpreter = debian.make {
    pname = "python3";
    version = release;
    deps = [ bash ];
    debs = [
      "tzdata"
    ]
    ++ lib.optionals (!installed) [
      "python${line}"
      "python${line}-minimal"
      "libpython${line}-minimal"
      "libpython${line}-stdlib"
    ];
    # Debian looks for and installs to dist-packages; everyone else to site-packages.
    extra = lib.optionalString installed ''
      mkdir -p $out/bin $out/lib/${executable}
      cp /opt/python-${line}/bin/${executable} $out/bin/
      for library in /opt/python-${line}/lib/lib${executable}.so.*; do
        mkdir -p $out/nix-support/lib
        cp "$library" $out/nix-support/lib/
        patchelf --set-rpath $out/nix-support/lib $out/bin/${executable}
      done
      cp -r /opt/python-${line}/include $out/
      (cd /opt/python-${line}/lib/${executable} && tar c --exclude=./test --exclude=./site-packages --exclude=__pycache__ --exclude="_tkinter*" .) |
        tar x -C $out/lib/${executable}
    '' + ''
      for tool in python python3; do ln -s ${executable} $out/bin/$tool; done
      lib=$out/lib/${executable}
      sysconfig=$lib/sysconfig/__init__.py
      [ -e $sysconfig ] || sysconfig=$lib/sysconfig.py
      sed -i -e "s|'posix_local')|'posix_prefix')|" -e "s|prefix_scheme = 'posix_local'|prefix_scheme = 'posix_prefix'|" $sysconfig
      sed -i -e 's|"local/lib"|"lib"|' -e 's|"dist-packages"|"site-packages"|' $lib/site.py
      sed -i "s|'TZPATH': '[^']*'|'TZPATH': '$out/share/zoneinfo'|" $lib/_sysconfigdata*.py
      rm -f $lib/sitecustomize.py $lib/EXTERNALLY-MANAGED
      cp ${./sitecustomize.py} $lib/sitecustomize.py
      mkdir -p $out/${sitePackages}
      rm -rf $out/share/applications $out/share/pixmaps $out/share/binfmts $out/share/perl5
    '';
    post = ''
      export SOURCE_DATE_EPOCH=315532800 PYTHONDONTWRITEBYTECODE=1
      $out/bin/${executable} -m compileall -f -q --invalidation-mode unchecked-hash $out/lib/${executable} || true
    '';
    meta.mainProgram = executable;
    passthru = {
      inherit executable sitePackages pkgs withPackages stdenv;
      pythonVersion = line;
      pythonAttr = attr;
      implementation = "cpython";
      interpreter = "${interpreter}/bin/${executable}";
      isPy3 = true;
      isPy311 = line == "3.11";
      isPy313 = line == "3.13";
      isPy314 = false;
      pythonOnBuildForHost = interpreter;
      buildEnv.override = withExtra;
      # The interpreter's own build doesn't depend on what is done to its packages.
      override = { self, packageOverrides }: import ./. (args // { inherit packageOverrides; });
      passthru = { };
    };
  };

  # A Python package out of Debian's, or out of a wheel of PyPI's; `pname` is nixpkgs' name for it.
  fromDebs =
    pname:
    {
      version,
      debs ? [ ],
      wheel ? null,
      dependencies ? [ ],
      optional-dependencies ? { },
      parts ? { }, # packages that are found only in this one
      mainProgram ? null,
      recipe ? { },
    }:
    debian.make {
      inherit pname debs;
      version = "${version}";
      deps = [ interpreter bash ];
      extra = ''
        ${lib.optionalString (wheel != null) ''
          # One that is compiled for this Python comes before others.
          wheels=(/opt/wheels/${wheel}-${version}-cp${lib.replaceStrings [ "." ] [ "" ] line}-*.whl /opt/wheels/${wheel}-${version}-*.whl)
          PYTHONPATH=/usr/lib/python3/dist-packages ${interpreter}/bin/${executable} -m installer --prefix $out \
            --no-compile-bytecode "''${wheels[0]}"
          # Wheels bring libraries along, in folders of their own.
          find_bundled() {
            local libs
            for libs in $out/${sitePackages}/*.libs; do
              find $out/${sitePackages} -name '*.so*' -type f -exec patchelf --add-rpath "$libs" {} \;
            done
          }
          find_bundled
        ''}
        ${lib.optionalString (debs == [ ] && wheel == null) ''
          mkdir -p $out/${sitePackages}
          touch $out/${sitePackages}/${pname}.empty
        ''}
        if [ -d $out/lib/python3/dist-packages ]; then
          mkdir -p $out/${sitePackages}
          cp -a $out/lib/python3/dist-packages/. $out/${sitePackages}/
          rm -rf $out/lib/python3
        fi
        rm -rf $out/share
        cd $out
        for file in bin/*3; do if [ -L "$file" ]; then rm "$file"; fi; done
      '';
      post = lib.optionalString (wheel != null) "find_bundled\n" + wrapPrograms (requiredPythonModules dependencies) + ''
        export SOURCE_DATE_EPOCH=315532800 PYTHONDONTWRITEBYTECODE=1
        ${interpreter}/bin/${executable} -m compileall -f -q --invalidation-mode unchecked-hash $out/${sitePackages} || true
      '';
      meta = lib.optionalAttrs (mainProgram != null) { inherit mainProgram; };
      passthru = {
        inherit dependencies optional-dependencies;
        propagatedBuildInputs = dependencies ++ [ interpreter ];
        pythonModule = interpreter;
        requiredPythonModules = requiredPythonModules dependencies;
        buildInputs = recipe.buildInputs or native.${pname}.buildInputs or [ ];
        build-system = recipe.build-system or [ ];
        # Another version of it is built from its source.
        inherit (fromSource ({ inherit pname version dependencies optional-dependencies; } // recipe // native.${pname} or { })) overridePythonAttrs;
      }
      // lib.mapAttrs (part: fromDebs "${pname}-${part}") parts;
    };

  # A package whose source is still to come.
  fromSource = { pname, version, ... }@recipe: buildPythonPackage' true ({ pyproject = true; src = throw "look-alike: there is no source of ${pname} ${version}"; } // recipe);

  # What nixpkgs builds with libraries: those that are here, and the others.
  native = lib.genAttrs [
    "cairocffi" "cryptography" "gdal" "grpcio" "h5py" "m2crypto" "matplotlib" "mysqlclient" "numpy" "pandas"
    "pycairo" "pycurl" "pygobject3" "pynacl" "python-ldap" "pyzmq" "rasterio" "scikit-learn" "scipy" "shapely" "uwsgi" "xmlsec"
  ] (name: { buildInputs = [ (throw "look-alike: the libraries that ${name} is built with aren't here") ]; })
  // {
    cffi.buildInputs = [ libraries.libffi ];
    lxml = { buildInputs = [ libraries.libxml2 libraries.libxslt ]; nativeBuildInputs = [ libraries.libxml2 libraries.libxslt ]; };
    pillow.buildInputs = [ libraries.libjpeg libraries.zlib ];
    pyyaml.buildInputs = [ libraries.libyaml ];
  };

  # What wrapPythonPrograms does: scripts know where their modules are.
  wrapPrograms = modules: ''
    for file in $out/bin/*; do
      [ -f "$file" ] && head -n 1 "$file" | grep -q '^#!.*python' || continue
      { echo '#!${interpreter}/bin/${executable}'
        echo "import sys;import site;import functools;sys.argv[0] = '$file';functools.reduce(lambda k, p: site.addsitedir(p, k), ['$out/${sitePackages}',${lib.concatMapStrings (m: "'${m}/${sitePackages}',") modules}], site._init_pathinfo());"
        tail -n +2 "$file"; } > "$file.new"
      cat "$file.new" > "$file"
      rm "$file.new"
    done
  '';

  wrapper = makeBinaryWrapper;
  isModule = p: p ? pythonModule;
  requiredPythonModules =
    drvs:
    let
      go = acc: drv: if drv == null || lib.any (d: d.outPath == drv.outPath) acc || !(isModule drv) then acc else lib.foldl' go (acc ++ [ drv ]) (drv.dependencies or [ ]);
    in
    lib.foldl' go [ ] drvs;

  withExtra =
    {
      extraLibs ? [ ],
      extraOutputsToInstall ? [ ],
      postBuild ? "",
      ignoreCollisions ? false,
      permitUserSite ? false,
      makeWrapperArgs ? [ ],
      makeBinaryWrapper ? wrapper,
    }:
    let
      paths = requiredPythonModules extraLibs ++ [ interpreter (runCommand "bin" { } "mkdir -p $out/bin") ];
      env = buildEnv {
        name = "${interpreter.name}-env";
        inherit paths ignoreCollisions;
        extraOutputsToInstall = [ "out" ] ++ extraOutputsToInstall;
        nativeBuildInputs = [ makeBinaryWrapper ];
        postBuild = ''
          for path in ${lib.concatStringsSep " " paths}; do
            [ -d "$path/bin" ] || continue
            cd "$path/bin"
            for prg in *; do
              if [ -f "$prg" ] && [ -x "$prg" ]; then
                rm -f "$out/bin/$prg"
                if [ "$prg" = ${executable} ]; then
                  makeWrapper "$path/bin/$prg" "$out/bin/$prg" --inherit-argv0 --resolve-argv0 \
                    --set NIX_PYTHONPREFIX "$out" --set NIX_PYTHONEXECUTABLE "$out/bin/${executable}" --set NIX_PYTHONPATH "$out/${sitePackages}" \
                    ${lib.optionalString (!permitUserSite) "--set PYTHONNOUSERSITE true"} ${lib.concatStringsSep " " makeWrapperArgs}
                elif [ "$(readlink "$prg")" = ${executable} ]; then
                  ln -s ${executable} "$out/bin/$prg"
                else
                  makeWrapper "$path/bin/$prg" "$out/bin/$prg" \
                    --set NIX_PYTHONPREFIX "$out" --set NIX_PYTHONEXECUTABLE "$out/bin/${executable}" --set NIX_PYTHONPATH "$out/${sitePackages}" \
                    ${lib.optionalString (!permitUserSite) "--set PYTHONNOUSERSITE true"} ${lib.concatStringsSep " " makeWrapperArgs}
                fi
              fi
            done
          done
        '' + postBuild;
        meta.mainProgram = executable;
        passthru = {
          inherit executable sitePackages pkgs withPackages;
          pythonVersion = line;
          interpreter = "${env}/bin/${executable}";
          python = interpreter;
        };
      };
    in
    env;
  withPackages = f: withExtra { extraLibs = f pkgs; };

  hook = name: deps: script: makeHook { inherit name deps; script = script; };
  python = "${interpreter}/bin/${executable}";

  buildPythonPackage' =
    isModule:
    let
      build =
        {
          pname ? null,
          version ? null,
          pyproject ? null,
          format ? null,
          build-system ? [ ],
          dependencies ? [ ],
          optional-dependencies ? { },
          nativeBuildInputs ? [ ],
          buildInputs ? [ ],
          propagatedBuildInputs ? [ ],
          nativeCheckInputs ? [ ],
          checkInputs ? [ ],
          doCheck ? true,
          disabled ? false,
          pythonImportsCheck ? [ ],
          makeWrapperArgs ? [ ],
          dontWrapPythonPrograms ? false,
          dontCheckRuntimeDeps ? false,
          passthru ? { },
          meta ? { },
          ...
        }@attrs:
        let
          modules = requiredPythonModules (propagatedBuildInputs ++ dependencies);
          all = requiredPythonModules (propagatedBuildInputs ++ dependencies ++ build-system ++ nativeCheckInputs ++ checkInputs ++ nativeBuildInputs);
          result = stdenv.mkDerivation (
            removeAttrs attrs [ "disabled" "checkPhase" "checkInputs" "nativeCheckInputs" "doCheck" "doInstallCheck" "pyproject" "format" "dependencies" "optional-dependencies" "build-system" "pythonImportsCheck" "makeWrapperArgs" ]
            // {
              name = attrs.name or ((lib.optionalString isModule "${executable}-") + "${attrs.pname}-${attrs.version}");
              strictDeps = attrs.strictDeps or true;
              nativeBuildInputs = [ interpreter hooks.pypaBuild hooks.pypaInstall ] ++ lib.optional (!dontCheckRuntimeDeps) hooks.runtimeDeps
                ++ lib.optional (pythonImportsCheck != [ ]) hooks.importsCheck ++ build-system ++ nativeBuildInputs;
              propagatedBuildInputs = propagatedBuildInputs ++ dependencies ++ [ interpreter ];
              inherit buildInputs pythonImportsCheck;
              # Modules of all inputs, as the real one's set-up hook would collect them.
              PYTHONPATH = lib.makeSearchPath sitePackages (all ++ [ interpreter ]);
              doCheck = false;
              doInstallCheck = attrs.doInstallCheck or doCheck;
              nativeInstallCheckInputs = nativeCheckInputs ++ checkInputs;
              LANG = "C.UTF-8";
              # A check phase of one's own takes the place of the install check.
              postFixup = lib.optionalString (!dontWrapPythonPrograms) (wrapPrograms modules) + attrs.postFixup or "";
              passthru = {
                pythonModule = if isModule then interpreter else false;
                dependencies = propagatedBuildInputs ++ dependencies;
                inherit optional-dependencies build-system;
                requiredPythonModules = modules;
              } // passthru;
              meta = { platforms = lib.platforms.all; isBuildPythonPackage = lib.platforms.all; } // meta;
            }
            // lib.optionalAttrs (attrs ? checkPhase) { installCheckPhase = attrs.checkPhase; }
          );
        in
        if attrs ? pytestFlagsArray then throw "`pytestFlagsArray` has been removed: use `pytestFlags`"
        else if disabled then throw "${attrs.pname} not supported for interpreter ${executable}"
        else if pyproject == null && format == null then
          throw "${attrs.name or attrs.pname} does not configure a `format`. To build with setuptools as before, set `pyproject = true` and `build-system = [ setuptools ]`.`"
        else if pyproject == false || (format != null && format != "pyproject") then throw "look-alike: buildPythonPackage is only there for pyproject = true"
        else if makeWrapperArgs != [ ] then throw "look-alike: makeWrapperArgs is not there"
        else removeAttrs result (lib.optional (!isModule) "pythonModule") // { overridePythonAttrs = new: build (attrs // (if builtins.isFunction new then new attrs else new)); };
    in
    lib.setFunctionArgs (
      fnOrAttrs: if builtins.isFunction fnOrAttrs then lib.fix (final: build (fnOrAttrs final)) else build fnOrAttrs
    ) (removeAttrs (lib.functionArgs build) [
      # taken as well, but not by name
      "dontCheckRuntimeDeps"
      "passthru"
      "pname"
      "pythonImportsCheck"
      "version"
    ]);

  hooks = {
    pypaBuild = hook "pypa-build-hook.sh" [ ] ''
      pypaBuildPhase() {
        echo "Executing pypaBuildPhase"
        runHook preBuild
        PYTHONPATH=${lib.makeSearchPath sitePackages (requiredPythonModules [ pkgs.build ])}:$PYTHONPATH ${python} -m build --no-isolation --outdir dist/ --wheel ''${pypaBuildFlags-}
        runHook postBuild
      }
      if [ -z "''${dontUsePypaBuild-}" ] && [ -z "''${buildPhase-}" ]; then buildPhase=pypaBuildPhase; fi
    '';
    pypaInstall = hook "pypa-install-hook.sh" [ ] ''
      pypaInstallPhase() {
        echo "Executing pypaInstallPhase"
        runHook preInstall
        for wheel in dist/*.whl; do PYTHONPATH=${pkgs.installer}/${sitePackages} ${python} -m installer --prefix "$out" "$wheel"; done
        export PYTHONPATH="$out/${sitePackages}:$PYTHONPATH"
        runHook postInstall
      }
      if [ -z "''${dontUsePypaInstall-}" ] && [ -z "''${installPhase-}" ]; then installPhase=pypaInstallPhase; fi
    '';
    runtimeDeps = hook "python-runtime-deps-check-hook.sh" [ ] ''
      pythonRuntimeDepsCheckHook() {
        echo "Executing pythonRuntimeDepsCheck"
        for wheel in dist/*.whl; do PYTHONPATH=${pkgs.packaging}/${sitePackages}:$PYTHONPATH ${python} ${./runtime-deps.py} "$wheel"; done
        echo "Finished executing pythonRuntimeDepsCheck"
      }
      preInstallPhases+=" pythonRuntimeDepsCheckHook"
    '';
    importsCheck = hook "python-imports-check-hook.sh" [ ] ''
      pythonImportsCheckPhase() {
        echo "Executing pythonImportsCheckPhase"
        (cd $out && for module in $pythonImportsCheck; do ${python} -c "import importlib; importlib.import_module('$module')"; done)
      }
      preDistPhases+=" pythonImportsCheckPhase"
    '';
  };
  pytestCheckHook =
    hook "pytest-check-hook" [ pkgs.pytest ] ''
      pytestCheckPhase() {
        echo "Executing pytestCheckPhase"
        runHook preCheck
        local flags=(-m pytest ''${pytestFlags-}) item
        for item in ''${disabledTests-}; do expression+="''${expression:+ and }not $item"; done
        [ -z "''${expression-}" ] || flags+=(-k "$expression")
        ${python} "''${flags[@]}" ''${enabledTestPaths-}
        runHook postCheck
      }
      if [ -z "''${dontUsePytestCheck-}" ] && [ -z "''${installCheckPhase-}" ]; then installCheckPhase=pytestCheckPhase; fi
    ''
    // { pythonModule = interpreter; dependencies = [ pkgs.pytest ]; };

  withoutDerivation = pname: version: why: {
    inherit pname version;
    type = "derivation";
    drvPath = throw "look-alike: ${why}";
    outPath = throw "look-alike: ${why}";
  };

  pkgs = known // packageOverrides pkgs known;
  known = {
    inherit pytestCheckHook;
    python = interpreter;
    pythonImportsCheckHook = hooks.importsCheck;
    buildPythonPackage = buildPythonPackage' true;
    buildPythonApplication = buildPythonPackage' false;
    toPythonModule = drv: drv // { pythonModule = interpreter; };
    toPythonApplication = drv: removeAttrs drv [ "pythonModule" ];
    inherit requiredPythonModules;
    # Has a version and no derivation, as nixpkgs refuses it.
    sendgrid = withoutDerivation "sendgrid" "6.12.5" "refusing to evaluate sendgrid";
    # Has metadata and nothing else; the modules are those of its dependency.
    psycopg2-binary = fromDebs "psycopg2-binary" { inherit (pkgs.psycopg2) version; dependencies = [ pkgs.psycopg2 ]; };
    psycopg-c = pkgs.psycopg.c;
    psycopg-pool = pkgs.psycopg.pool;
    makePythonPath = drvs: lib.makeSearchPath sitePackages (requiredPythonModules drvs);
  }
  // lib.mapAttrs (
    pname: recipe:
    withoutDerivation pname "" "there is no ${pname}"
    // { inherit (recipe) buildInputs; inherit (fromSource ({ inherit pname; version = ""; } // recipe)) overridePythonAttrs; }
  ) native
  // lib.mapAttrs fromDebs (
    import ./packages.nix { inherit lib pkgs line; inherit (libraries) libpq; }
    # What the bank adds: see test/bank.
    // lib.optionalAttrs (builtins.pathExists ./wheels.nix) (import ./wheels.nix { inherit pkgs; })
  );
in
interpreter
