# fromDebian: a package made of Debian's files. The only derivations that look outside the store; a base image gets them from the cache.
{ lib, system }:
let
  make =
    {
      pname,
      version,
      debs ? [ ],
      deps ? [ ],
      glibc ? glibcPackage,
      extra ? "", # shell, before libraries are looked for
      post ? "", # shell, at the end
      passthru ? { },
      meta ? { },
    }:
    derivation {
      name = "${pname}-${version}";
      inherit system debs deps extra post;
      glibc = if glibc == null then "" else glibc;
      builder = "/bin/bash";
      args = [ "-euo" "pipefail" ./debian.sh ];
      PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
      LC_ALL = "C";
    }
    // {
      inherit pname version;
      meta = { name = "${pname}-${version}"; } // meta;
      override = _: throw "look-alike: ${pname} cannot be overridden";
      overrideAttrs = _: throw "look-alike: ${pname} cannot be overridden";
    }
    // passthru;

  # libc, libgcc, libstdc++: what all others share.
  glibcPackage = make {
    pname = "glibc";
    version = "2.41";
    glibc = null;
    extra = ''
      mkdir -p $out/lib
      for deb in libc6 libgcc-s1 libstdc++6; do
        dpkg -L $deb | grep -E '\.so(\.[0-9.]+)?$' | grep -v /gconv/ | while read -r file; do cp -L "$file" $out/lib/; done
      done
      cp -L /lib64/ld-linux-x86-64.so.2 $out/lib/
    '';
    post = ''
      for lib in $out/lib/*.so*; do
        case $lib in */ld-linux* | */libc.so.6) continue ;; esac
        patchelf --set-rpath $out/lib "$lib" || true
      done
    '';
  };
in
{
  inherit make;
  glibc = glibcPackage;
}
