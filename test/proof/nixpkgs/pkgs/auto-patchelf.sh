# As autoPatchelfHook: libraries are looked for in the paths themselves, then in lib/ of the inputs. By patchelf alone.
declare -a autoPatchelfLibs
gatherLibraries() { autoPatchelfLibs+=("$1/lib"); }
addEnvHooks "$targetOffset" gatherLibraries

autoPatchelf() {
  [ "${1-}" != -- ] || shift
  local -A where=()
  local file name pattern needed rpath ignored failed=
  while IFS= read -r -d '' file; do where[${file##*/}]=${where[${file##*/}]-${file%/*}}; done < <(
    find "$@" \( -name '*.so' -o -name '*.so.*' \) -print0
    find -L "${autoPatchelfLibs[@]}" -maxdepth 1 -name '*.so*' -print0 2> /dev/null
  )
  while IFS= read -r -d '' file; do
    [ "$(head -c 4 "$file" | tr -d '\0')" = $'\x7fELF' ] || continue
    needed=$(patchelf --print-needed "$file" 2> /dev/null) || continue
    if patchelf --print-interpreter "$file" > /dev/null 2>&1; then
      echo "setting interpreter of $file"
      patchelf --set-interpreter @glibc@/lib/ld-linux-x86-64.so.2 "$file"
    fi
    rpath=
    for name in $needed; do
      # The linker of nixpkgs looks beside itself, and Debian's doesn't.
      if [[ $name =~ ^(libc|libm|libdl|libpthread|librt|libutil|libresolv|ld-linux-x86-64)\.so ]]; then
        [[ $rpath: == *:@glibc@/lib:* ]] || rpath+=:@glibc@/lib
        continue
      fi
      if [ -n "${where[$name]-}" ]; then
        [[ $rpath: == *:${where[$name]}:* ]] || rpath+=:${where[$name]}
        continue
      fi
      ignored=
      set -f
      # shellcheck disable=SC2053
      for pattern in ${autoPatchelfIgnoreMissingDeps-}; do [[ $name != $pattern ]] || ignored=1; done
      set +f
      if [ -n "$ignored" ]; then echo "warn: auto-patchelf ignoring missing $name wanted by $file"; continue; fi
      echo "error: auto-patchelf could not satisfy dependency $name wanted by $file"
      failed=1
    done
    [ -z "$rpath" ] || patchelf --set-rpath "${rpath#:}" "$file"
  done < <(find "$@" -type f -print0)
  [ -z "$failed" ] || { echo 'auto-patchelf failed to find all the required dependencies.' >&2; return 1; }
}

autoPatchelfPostFixup() {
  # shellcheck disable=SC2046
  [ -n "${dontAutoPatchelf-}" ] || autoPatchelf -- $(for output in $outputs; do echo "${!output}"; done)
}
postFixupHooks+=(autoPatchelfPostFixup)
