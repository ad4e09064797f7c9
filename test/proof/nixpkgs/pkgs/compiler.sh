# The end of `compiler` in default.nix: the C library's headers, those of Python, and programs that know where all this is.
for deb in libc6 libc6-dev linux-libc-dev libcrypt-dev libpython3.13-dev libpython3.11-dev; do
  dpkg -L "$deb" | while read -r file; do
    case $file in
      */include/* | /usr/lib/x86_64-linux-gnu/*.o | */libc.so.6 | */libm.so.6 | */libmvec.so.1 | */ld-linux-x86-64.so.2) ;;
      */libc.so | */libm.so | */libc_nonshared.a | */libpthread.a | */libdl.a | */librt.a | */libutil.a) ;;
      *) continue ;;
    esac
    [ -f "$file" ] || continue
    mkdir -p "$out/sys${file%/*}"
    cp -L "$file" "$out/sys$file"
  done
done
mkdir -p "$out/sys/lib" "$out/sys/lib64"
[ -e "$out/sys/lib/x86_64-linux-gnu" ] || ln -s ../usr/lib/x86_64-linux-gnu "$out/sys/lib/x86_64-linux-gnu"
[ -e "$out/sys/lib64/ld-linux-x86-64.so.2" ] || cp -L /lib64/ld-linux-x86-64.so.2 "$out/sys/lib64/"
cp -L /lib/x86_64-linux-gnu/libgcc_s.so.1 /lib/x86_64-linux-gnu/libstdc++.so.6 "$out/lib/gcc/x86_64-linux-gnu/14/"
ln -sf libstdc++.so.6 "$out/lib/gcc/x86_64-linux-gnu/14/libstdc++.so"
mkdir "$out/tools"
for tool in as ld ld.bfd ar nm ranlib strip objcopy; do ln -s "../bin/x86_64-linux-gnu-$tool" "$out/tools/$tool"; done
bash=$(for dep in $deps; do echo "$dep/bin/bash"; done)
for name in gcc:gcc cc:gcc x86_64-linux-gnu-gcc:gcc g++:g++ c++:g++ x86_64-linux-gnu-g++:g++; do
  rm -f "$out/bin/${name%:*}"
  # Nixpkgs' wrapper lets programs find their libraries at run time by where they were found now.
  cat > "$out/bin/${name%:*}" << END
#!$bash
found=() python=python3.13
for dep in \$buildInputs; do
  [ ! -d "\$dep/include" ] || found+=("-isystem" "\$dep/include")
  [ ! -d "\$dep/lib" ] || found+=("-L\$dep/lib" "-Wl,-rpath,\$dep/lib")
done
for word in "\$@"; do
  case \$word in
    -L/nix/store/*) found+=("-Wl,-rpath,\${word#-L}") ;;
    -I/nix/store/*/include/python3.*) python=\${word##*/} ;;
  esac
done
exec $out/bin/x86_64-linux-gnu-${name#*:}-14 --sysroot=$out/sys -B$out/tools/ -isystem $out/sys/usr/include/\$python \\
  "\$@" "\${found[@]}" -Wl,-rpath,$glibc/lib -Wl,-dynamic-linker,$glibc/lib/ld-linux-x86-64.so.2
END
  chmod +x "$out/bin/${name%:*}"
done
