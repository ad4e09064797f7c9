# What `libpq` in default.nix has: the client's library, its headers, and the program that says where they are.
mkdir -p "$out/lib" "$out/bin"
cp -r /usr/include/postgresql "$out/include"
cp -L /usr/lib/x86_64-linux-gnu/libpq.so.5 "$out/lib/"
ln -s libpq.so.5 "$out/lib/libpq.so"
cat > "$out/bin/pg_config" << END
#!/bin/bash
case \$1 in
  --version) echo "PostgreSQL 17.11" ;;
  --bindir) echo $out/bin ;;
  --libdir | --pkglibdir) echo $out/lib ;;
  --includedir | --pkgincludedir) echo $out/include ;;
  --includedir-server) echo $out/include/server ;;
  --cppflags) echo -D_GNU_SOURCE ;;
  --ldflags) echo -Wl,--as-needed ;;
  *) echo "look-alike: pg_config can't say \$1" >&2; exit 1 ;;
esac
END
chmod +x "$out/bin/pg_config"
