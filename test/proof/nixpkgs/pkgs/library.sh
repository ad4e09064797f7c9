# What `library` in default.nix has: Debian's folders for one machine are those for every one here.
for folder in "$out/lib" "$out/include"; do
  [ -d "$folder/x86_64-linux-gnu" ] || continue
  cp -a "$folder/x86_64-linux-gnu/." "$folder/"
  rm -r "$folder/x86_64-linux-gnu"
done
rm -f "$out"/lib/*.a "$out"/lib/*.la
for file in "$out"/bin/*-config "$out"/lib/pkgconfig/*.pc; do
  sed -i -e "s|/usr/lib/x86_64-linux-gnu|$out/lib|g" -e "s|lib/x86_64-linux-gnu|lib|g" -e "s|/usr\\b|$out|g" "$file"
done
