# Links the trees of $linkedPath ("PRIORITY PATH" lines) into $out, as builder.pl does: a folder with one contributor becomes one
# link, unless pathsToLink goes through it; equal files are no collision; a lower priority number wins.
root=$out$extraPrefix

wanted() { # wanted REL: is it in a folder to link, or on the way to one?
  local rel=${1:-/} elem
  inside "$1" && return 0
  for elem in $pathsToLink; do
    if [ "$rel" = / ] || [ "$elem" = "$rel" ] || [[ $elem == "$rel"/* ]]; then return 0; fi
  done
  return 1
}
inside() { # inside REL: is it in a folder to link?
  local rel=${1:-/} elem
  for elem in $pathsToLink; do
    if [ "$elem" = / ] || [ "$rel" = "$elem" ] || [[ $rel == "$elem"/* ]]; then return 0; fi
  done
  return 1
}
onTheWay() { # onTheWay REL: must it be a real folder?
  local elem
  for elem in $pathsToLink; do
    if [ "$elem" = "$1" ] || [[ $elem == "$1"/* ]]; then return 0; fi
  done
  return 1
}

# merge REL PRIORITY:TARGET…: what lies at REL in each contributor
merge() {
  local rel=$1 best= bestPriority= target priority entry name
  shift
  case $rel in /propagated-build-inputs | /nix-support | */info/dir | */log | */perllocal.pod) return 0 ;; esac
  wanted "$rel" || return 0
  if [ -n "$rel" ] && [ $# = 1 ] && ! onTheWay "$rel"; then
    inside "$rel" && ln -s "${1#*:}" "$root$rel"
    return 0
  fi
  local dirs=() files=()
  for entry; do
    if [ -d "${entry#*:}" ]; then dirs+=("$entry"); else files+=("$entry"); fi
  done
  if [ ${#files[@]} = 0 ]; then
    # The same folder reached on two ways is one contributor.
    local -A seen=()
    local distinct=()
    for entry in "${dirs[@]}"; do
      target=$(realpath "${entry#*:}")
      [ -n "${seen[$target]-}" ] || { seen[$target]=1; distinct+=("$entry"); }
    done
    if [ -n "$rel" ] && [ ${#distinct[@]} = 1 ] && ! onTheWay "$rel"; then ln -s "${distinct[0]#*:}" "$root$rel"; return 0; fi
    inside "$rel" || onTheWay "${rel:-/}" || [ -z "$rel" ] && mkdir -p "$root$rel"
    local -A children=()
    local names=()
    for entry in "${distinct[@]}"; do
      for target in "${entry#*:}"/* "${entry#*:}"/.[!.]*; do
        name=${target##*/}
        [ -n "${children[$name]-}" ] || names+=("$name")
        children[$name]+="${entry%%:*}:$target"$'\n'
      done
    done
    local list
    for name in "${names[@]}"; do
      mapfile -t list <<< "${children[$name]%$'\n'}"
      merge "$rel/$name" "${list[@]}"
    done
    return 0
  fi
  for entry; do
    priority=${entry%%:*} target=${entry#*:}
    if [ -z "$best" ] || [ "$priority" -lt "$bestPriority" ]; then best=$target bestPriority=$priority
    elif [ "$priority" -gt "$bestPriority" ]; then :
    elif [ "$(realpath "$target")" = "$(realpath "$best")" ]; then [ -L "$best" ] && best=$target
    elif [ -n "$ignoreCollisions" ]; then echo "warning: collision between \`$target' and \`$best'" >&2
    elif [ -n "$checkCollisionContents" ] && [ -f "$target" ] && [ -f "$best" ] && cmp -s "$target" "$best" \
      && [ "$(stat -Lc %a "$target")" = "$(stat -Lc %a "$best")" ]; then :
    else echo "error: collision between \`$target' and \`$best'" >&2; exit 25
    fi
  done
  ln -s "$best" "$root$rel"
}

mkdir -p "$root"
_entries=()
while read -r _priority _path; do
  [ -n "$_path" ] && [ -e "$_path" ] || continue
  if [ -f "$_path" ]; then
    [ -n "$ignoreSingleFileOutputs" ] && continue
    echo "error: The store path $_path is a file and can't be merged into an environment using pkgs.buildEnv!" >&2
    exit 1
  fi
  for _entry in "${_entries[@]}"; do [ "${_entry#*:}" = "$_path" ] && continue 2; done
  _entries+=("$_priority:$_path")
done < "$linkedPath"
for _elem in $pathsToLink; do [ "$_elem" = / ] || mkdir -p "$root$_elem"; done
merge "" "${_entries[@]}"
[ -z "$manifest" ] || ln -s "$manifest" "$out/manifest"
