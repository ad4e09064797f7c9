# Copies Debian packages into the store and makes them live there: own libraries, own interpreter, no path to /usr/lib left.
# In: out; debs (package names); deps (store paths whose libraries and programs are used); glibc (empty for glibc itself); extra.
if ! command -v dpkg > /dev/null; then
  echo "look-alike: $name is made from Debian's files and has to come from the binary cache; nothing here can build it" >&2
  exit 1
fi
set -E
trap 'echo "debian.sh: line $LINENO: $BASH_COMMAND" >&2' ERR
shopt -s nullglob
mkdir -p "$out"

keep() { # keep PATH: is this file of the package wanted?
  case $1 in
    /usr/share/doc* | /usr/share/man* | /usr/share/lintian* | /usr/share/bash-completion* | /usr/share/locale/* | *__pycache__*) return 1 ;;
    /usr/*) return 0 ;;
    *) return 1 ;;
  esac
}
for deb in $debs; do
  dpkg -L "$deb" | while read -r file; do
    keep "$file" || continue
    target=$out${file#/usr}
    if [ -L "$file" ]; then
      mkdir -p "${target%/*}"
      link=$(readlink "$file")
      case $link in
        /usr/*) ln -sfn "$out${link#/usr}" "$target" ;;
        /*) cp -L "$file" "$target" 2> /dev/null || true ;;
        *) ln -sfn "$link" "$target" ;;
      esac
    elif [ -f "$file" ]; then
      mkdir -p "${target%/*}"
      cp -p "$file" "$target"
    fi
  done
done
chmod -R u+w "$out"
eval "${extra:-}"

elves() { find "$out" -type f -print0 | while IFS= read -r -d '' file; do
  if [ "$(head -c 4 "$file" | tr -d '\0')" = $'\x7fELF' ]; then printf '%s\n' "$file"; fi
done; }

# The libraries: from the dependencies if they have them, else copied.
if [ -n "$glibc" ]; then
  # Kept where buildEnv does not look: two packages with the same library are no collision.
  libs=$out/nix-support/lib rpath=$out/nix-support/lib
  for dep in $glibc $deps; do if [ -d "$dep/lib" ]; then rpath=$rpath:$dep/lib; fi; done
  mkdir -p "$libs"
  missing=$(elves | while read -r elf; do ldd "$elf" 2> /dev/null | grep 'not found' || true; done | sort -u)
  if [ -n "$missing" ]; then echo "look-alike: $name: libraries not found in Debian: $missing" >&2; exit 1; fi
  elves | while read -r elf; do ldd "$elf" 2> /dev/null | grep -o '/[^ ]*' || true; done | sort -u | while read -r lib; do
    base=${lib##*/}
    case $lib in "$out"/* | /nix/store/*) continue ;; esac
    found=
    for dep in "$out" $glibc $deps; do if [ -e "$dep/lib/$base" ]; then found=1; fi; done
    [ -n "$found" ] || cp -L "$lib" "$libs/"
  done
  chmod -R u+w "$out"
  elves | while read -r elf; do
    patchelf --set-rpath "$rpath" "$elf" 2> /dev/null || continue
    if patchelf --print-interpreter "$elf" > /dev/null 2>&1; then
      patchelf --set-interpreter "$glibc/lib/ld-linux-x86-64.so.2" "$elf"
    fi
  done
  rmdir -p --ignore-fail-on-non-empty "$libs"
fi

# Scripts: the interpreter from this package or a dependency.
find "$out" -type f -perm -u+x -print0 | while IFS= read -r -d '' file; do
  IFS= read -r line < "$file" 2> /dev/null || true
  [[ ${line-} == '#!'* ]] || continue
  read -r program args <<< "${line#\#!}"
  [[ $program == */env ]] && read -r program args <<< "$args"
  program=${program##*/}
  for dep in "$out" $deps; do
    if [ -x "$dep/bin/$program" ]; then
      sed -i "1s|.*|#!$dep/bin/$program${args:+ $args}|" "$file"
      break
    fi
  done
done
eval "${post:-}"
exit 0
