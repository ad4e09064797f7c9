# makeWrapper, as a setup hook. The real makeBinaryWrapper makes an ELF program; here both make a script.
makeWrapper() {
  local original=$1 wrapper=$2 flags= appended= lines= argv0= name value sep
  [ -x "$original" ] || { echo "makeWrapper: cannot wrap '$original' because it is not an executable file" >&2; return 1; }
  shift 2
  mkdir -p "$(dirname "$wrapper")"
  while [ $# -gt 0 ]; do
    case $1 in
      --set) lines+="export $2=$(printf %q "$3")"$'\n'; shift 3 ;;
      --set-default) lines+="export $2=\${$2-$(printf %q "$3")}"$'\n'; shift 3 ;;
      --unset) lines+="unset $2"$'\n'; shift 2 ;;
      --chdir) lines+="cd $(printf %q "$2")"$'\n'; shift 2 ;;
      --run) lines+="$2"$'\n'; shift 2 ;;
      --prefix) name=$2 sep=$3 value=$4; lines+="export $name=$(printf %q "$value")\${$name:+$sep\$$name}"$'\n'; shift 4 ;;
      --suffix) name=$2 sep=$3 value=$4; lines+="export $name=\${$name:+\$$name$sep}$(printf %q "$value")"$'\n'; shift 4 ;;
      --add-flags) flags+=" $2"; shift 2 ;;
      --add-flag) flags+=" $(printf %q "$2")"; shift 2 ;;
      --append-flags) appended+=" $2"; shift 2 ;;
      --append-flag) appended+=" $(printf %q "$2")"; shift 2 ;;
      --argv0) argv0=$2; shift 2 ;;
      --inherit-argv0) argv0='$0'; shift ;;
      --resolve-argv0) shift ;;
      *) echo "makeWrapper doesn't understand the arg $1" >&2; return 1 ;;
    esac
  done
  printf '#!%s -e\n%sexec %s%s%s "$@"%s\n' "$SHELL" "$lines" "${argv0:+-a \"$argv0\" }" "\"$original\"" "$flags" "$appended" > "$wrapper"
  chmod +x "$wrapper"
}
makeShellWrapper() { makeWrapper "$@"; }
makeBinaryWrapper() { makeWrapper "$@"; }
wrapProgram() {
  local program=$1 hidden
  hidden=$(dirname "$program")/.$(basename "$program")-wrapped
  mv "$program" "$hidden"
  shift
  makeWrapper "$hidden" "$program" --inherit-argv0 "$@"
}
wrapProgramShell() { wrapProgram "$@"; }
