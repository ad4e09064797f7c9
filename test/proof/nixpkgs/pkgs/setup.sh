# The look-alike's stdenv/setup: phases, hooks, PATH. Sourced by every builder and by `nix develop`.
# Words as in nixpkgs' pkgs/stdenv/generic/setup.sh; small, but what it does it does as the real one.
set -eo pipefail
shopt -s nullglob inherit_errexit 2> /dev/null || true
if [ -n "${NIX_ATTRS_SH_FILE-}" ] && [ -e "$NIX_ATTRS_SH_FILE" ]; then # structured attributes
  source "$NIX_ATTRS_SH_FILE"
  for _output in "${!outputs[@]}"; do export "$_output=${outputs[$_output]}"; done
  _names=${!outputs[*]}
  unset outputs
  outputs=$_names
fi
: "${outputs:=out}"

# --- hooks ---------------------------------------------------------------------------------------------------------------
_callImplicitHook() {
  local default=$1 name=$2
  if declare -F "$name" > /dev/null; then "$name"
  elif type -p "$name" > /dev/null; then source "$name"
  elif [ -n "${!name-}" ]; then eval "${!name}"
  else return "$default"; fi
}
runHook() {
  local name=$1 hook
  shift
  local array="${name%Hook}Hooks[@]"
  for hook in "_callImplicitHook 0 $name" ${!array+"${!array}"}; do _eval "$hook" "$@"; done
}
_eval() {
  if [ "$(type -t "$1")" = function ]; then "$@"; else eval "$1"; fi
}
concatStringsSep() { # concatStringsSep SEP NAME
  local -n list=$2
  local IFS=$1
  if [[ $(declare -p "$2" 2> /dev/null) == "declare -a"* ]]; then echo -n "${list[*]}"; else echo -n "${list// /$1}"; fi
}

# --- PATH and set-up hooks ----------------------------------------------------------------------------------------------
addToSearchPath() { addToSearchPathWithCustomDelimiter : "$@"; }
addToSearchPathWithCustomDelimiter() {
  [ -d "$3" ] || return 0
  export "$2=${!2-}${!2:+$1}$3"
}
declare -A _seen=()
_PATH= _HOST_PATH= _pkgs=()
_activate() { # _activate PACKAGE host|build
  local pkg=$1 propagated
  [ -z "${_seen[$2$pkg]-}" ] || return 0
  _seen[$2$pkg]=1
  if [ -f "$pkg" ]; then source "$pkg"; return 0; fi
  [ -d "$pkg" ] || { echo "build input $pkg does not exist" >&2; exit 1; }
  _pkgs+=("$pkg")
  # With strictDeps only native inputs are on PATH.
  if [ "$2" = build ] || [ -z "${strictDeps-}" ]; then addToSearchPath _PATH "$pkg/bin"; fi
  if [ "$2" = host ]; then addToSearchPath _HOST_PATH "$pkg/bin"; fi
  if [ -f "$pkg/nix-support/setup-hook" ]; then source "$pkg/nix-support/setup-hook"; fi
  for propagated in propagated-build-inputs propagated-native-build-inputs; do
    if [ -f "$pkg/nix-support/$propagated" ]; then
      for pkg in $(< "$pkg/nix-support/$propagated"); do _activate "$pkg" "$2"; done
      pkg=$1
    fi
  done
}
envBuildHostHooks=() envHostHostHooks=() envHooks=()
addEnvHooks() { local _offset=$1; shift; envHooks+=("$@"); }
preHooks=() preConfigureHooks=() postConfigureHooks=() preFixupHooks=() postFixupHooks=() fixupOutputHooks=()
preUnpackHooks=() unpackCmdHooks=() postUnpackHooks=() prePatchHooks=() postPatchHooks=() preBuildHooks=() postBuildHooks=()
preCheckHooks=() postCheckHooks=() preInstallHooks=() postInstallHooks=() preInstallCheckHooks=() postInstallCheckHooks=()
_initialBin=
for _pkg in $initialPath ${defaultNativeBuildInputs-}; do addToSearchPath _initialBin "$_pkg/bin"; done
_givenPath=${PATH#/path-not-set}
PATH=$_initialBin
# With structured attributes, these are arrays.
for _pkg in ${nativeBuildInputs[*]-} ${propagatedNativeBuildInputs[*]-} ${depsBuildBuild[*]-}; do _activate "$_pkg" build; done
for _pkg in ${buildInputs[*]-} ${propagatedBuildInputs[*]-}; do _activate "$_pkg" host; done
for _pkg in "${_pkgs[@]}"; do for _hook in "${envHooks[@]}"; do "$_hook" "$_pkg"; done; done
PATH=$_PATH${_PATH:+:}$_initialBin${_givenPath:+:$_givenPath}
HOST_PATH=$_HOST_PATH${_HOST_PATH:+:}$_initialBin
export PATH SHELL CONFIG_SHELL=$SHELL
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315532800} # 1980-01-01: zip files know no earlier day
export XDG_DATA_DIRS=${XDG_DATA_DIRS-}
export NIX_BUILD_CORES=${NIX_BUILD_CORES:-1}
[ -n "${TZ-}" ] || export TZ=UTC
_callImplicitHook 0 preHook

# --- helpers ------------------------------------------------------------------------------------------------------------
substituteInPlace() {
  local files=() file content
  while [ $# -gt 0 ] && [[ $1 != --* ]]; do files+=("$1"); shift; done
  for file in "${files[@]}"; do
    content=$(cat "$file"; echo .); content=${content%.}
    set -- "$@" --end
    while [ "$1" != --end ]; do
      case $1 in
        --replace-fail)
          [[ $content == *"$2"* ]] || { echo "substituteInPlace(): ERROR: pattern $2 doesn't match anything in file '$file'" >&2; return 1; }
          content=${content//"$2"/"$3"}; set -- "${@:4}" "$1" "$2" "$3" ;;
        --replace-warn | --replace-quiet) content=${content//"$2"/"$3"}; set -- "${@:4}" "$1" "$2" "$3" ;;
        --subst-var-by) content=${content//"@$2@"/"$3"}; set -- "${@:4}" "$1" "$2" "$3" ;;
        --subst-var) content=${content//"@$2@"/"${!2}"}; set -- "${@:3}" "$1" "$2" ;;
        *) echo "substituteInPlace(): ERROR: Invalid command line argument: $1" >&2; return 1 ;;
      esac
    done
    shift
    printf '%s' "$content" > "$file"
  done
}
# Without a flag, programs come from PATH, as a build has it: only fixupPhase asks for those of HOST_PATH.
patchShebangs() { # patchShebangs [--build|--host] [--update] [--] PATHS
  local from= update= file line program first args found stamp mode
  while [[ ${1-} == -* ]]; do
    case $1 in
      --build) from=PATH ;;
      --host) from=HOST_PATH ;;
      --update) update=1 ;;
      --) shift; break ;;
      *) echo "Unknown option $1 supplied to patchShebangs" >&2; return 1 ;;
    esac
    shift
  done
  echo "patching script interpreter paths in $*"
  [ $# -gt 0 ] || { echo "No arguments supplied to patchShebangs" >&2; return 0; }
  while IFS= read -r -d '' file; do
    [ "$(head -c 2 "$file" | tr -d '\0')" = '#!' ] || continue
    IFS= read -r line < "$file" || true
    read -r program first args <<< "${line:2}"
    if [ -z "$from" ]; then # the first script decides for all
      if [[ -n ${strictDeps-} && $file == "$NIX_STORE"* ]]; then from=HOST_PATH; else from=PATH; fi
    fi
    [[ -n $update || ${program:-/bin/sh} != "$NIX_STORE"* ]] || continue
    if [[ $program != */bin/env ]]; then
      found=$(PATH=${!from} type -P "$(basename "${program:-/bin/sh}")" || true)
      args="$first $args"
    elif [ "$first" = -S ]; then
      found=$(PATH=${!from} type -P env || true)
      first=${args%% *}
      if [[ $args == *' '* ]]; then args=${args#* }; else args=; fi
      args="-S $(PATH=${!from} type -P "$first" || true) $args"
    elif [[ $first == -* || $first == *=* ]]; then
      echo "$file: unsupported interpreter directive \"$line\" (set dontPatchShebangs=1 and handle shebang patching yourself)" >&2
      exit 1
    else
      found=$(PATH=${!from} type -P "$first" || true)
    fi
    [[ -n $found && $found != "${program:-/bin/sh}" ]] || continue
    read -r args <<< "$found $args" || true # without blanks at the end
    echo "$file: interpreter directive changed from \"$line\" to \"$args\""
    stamp=$(stat --printf %y "$file") mode=$(stat --printf %a "$file")
    { echo "#!$args"; tail -n +2 "$file"; } > "$TMPDIR/shebang"
    chmod u+w "$file"
    cat "$TMPDIR/shebang" > "$file"
    chmod "$mode" "$file"
    touch --date "$stamp" "$file"
  done < <(find "$@" -type f -perm -0100 -print0)
}
stripHash() {
  local base=${1##*/}
  if [[ $base =~ ^[0-9a-z]{32}- ]]; then base=${base:33}; fi
  echo "$base"
}
nixLog() { echo "$@"; }
nixInfoLog() { echo "$@"; }

# --- phases -------------------------------------------------------------------------------------------------------------
unpackFile() {
  local source=$1
  echo "unpacking source archive $source"
  local hook
  for hook in "${unpackCmdHooks[@]}"; do if "$hook" "$source"; then return; fi; done
  if [ -d "$source" ]; then cp -r --preserve=mode,timestamps --reflink=auto -- "$source" "$(stripHash "$source")"
  else
    case $source in
      *.tar | *.tar.* | *.tgz | *.tbz2) tar xf "$source" --mode=+w ;;
      *) echo "do not know how to unpack source archive $source" >&2; exit 1 ;;
    esac
  fi
}
unpackPhase() {
  runHook preUnpack
  if [ -z "${srcs:-}" ]; then
    [ -n "${src:-}" ] || { echo 'variable $src or $srcs should point to the source'; exit 1; }
    srcs=$src
  fi
  local before=" $(echo ./*/) " dir file
  for file in ${srcs}; do unpackFile "$file"; done
  if [ -n "${setSourceRoot:-}" ]; then _callImplicitHook 0 setSourceRoot
  elif [ -z "${sourceRoot-}" ]; then
    for dir in ./*/; do
      [[ $before == *" $dir "* ]] && continue
      [ -z "${sourceRoot-}" ] || { echo "unpacker produced multiple directories" >&2; exit 1; }
      sourceRoot=${dir#./} sourceRoot=${sourceRoot%/}
    done
  fi
  [ -n "${sourceRoot-}" ] || { echo "unpacker appears to have produced no directories"; exit 1; }
  echo "source root is $sourceRoot"
  [ -n "${dontMakeSourcesWritable:-}" ] || chmod -R u+w -- "$sourceRoot"
  runHook postUnpack
}
patchPhase() {
  runHook prePatch
  local file
  for file in ${patches-}; do echo "applying patch $file"; patch -p1 < "$file"; done
  runHook postPatch
}
configurePhase() {
  runHook preConfigure
  if [ -x ./configure ] && [ -z "${configureScript-}" ]; then configureScript=./configure; fi
  if [ -n "${configureScript-}" ]; then $configureScript --prefix="$out" ${configureFlags-}; else echo "no configure script, doing nothing"; fi
  runHook postConfigure
}
buildPhase() {
  runHook preBuild
  if [ -z "${makeFlags-}" ] && ! [ -e Makefile -o -e makefile -o -e GNUmakefile ]; then echo "no Makefile or custom buildPhase, doing nothing"
  else make ${makeFlags-} ${buildFlags-}; fi
  runHook postBuild
}
checkPhase() {
  runHook preCheck
  echo "no Makefile or custom checkPhase, doing nothing"
  runHook postCheck
}
installPhase() {
  runHook preInstall
  if [ -e Makefile ]; then make prefix="$out" ${installFlags-} "${installTargets:-install}"; else echo "no Makefile or custom installPhase, doing nothing"; fi
  runHook postInstall
}
fixupPhase() {
  local output
  for output in $outputs; do [ -e "${!output}" ] && chmod -R u+w "${!output}" || true; done
  runHook preFixup
  for output in $outputs; do
    [ -d "${!output}" ] || continue
    [ -n "${dontPatchShebangs-}" ] || patchShebangs --host "${!output}"
    if [ -z "${dontStrip-}" ]; then
      find "${!output}" -path '*/bin/*' -type f -print0 | while IFS= read -r -d '' file; do strip -S -p "$file" 2> /dev/null || true; done
    fi
  done
  if [ -n "${propagatedBuildInputs-}" ]; then
    mkdir -p "$out/nix-support"
    echo "$propagatedBuildInputs" > "$out/nix-support/propagated-build-inputs"
  fi
  if [ -n "${setupHook-}" ]; then mkdir -p "$out/nix-support"; cp "$setupHook" "$out/nix-support/setup-hook"; fi
  runHook postFixup
}
installCheckPhase() {
  runHook preInstallCheck
  echo "no installcheck target, doing nothing"
  runHook postInstallCheck
}
distPhase() { runHook preDist; runHook postDist; }

runPhase() {
  local phase=$1
  case $phase in
    unpackPhase) [ -z "${dontUnpack-}" ] || return 0 ;;
    patchPhase) [ -z "${dontPatch-}" ] || return 0 ;;
    configurePhase) [ -z "${dontConfigure-}" ] || return 0 ;;
    buildPhase) [ -z "${dontBuild-}" ] || return 0 ;;
    checkPhase) [ -n "${doCheck-}" ] || return 0 ;;
    installPhase) [ -z "${dontInstall-}" ] || return 0 ;;
    fixupPhase) [ -z "${dontFixup-}" ] || return 0 ;;
    installCheckPhase) [ -n "${doInstallCheck-}" ] || return 0 ;;
    distPhase) [ -n "${doDist-}" ] || return 0 ;;
  esac
  echo "Running phase: $phase"
  # A variable of the phase's name goes before the function of that name.
  eval "${!phase:-$phase}"
  if [ "$phase" = unpackPhase ]; then
    [ -n "${sourceRoot:-}" ] && chmod +x -- "$sourceRoot"
    cd -- "${sourceRoot:-.}"
  fi
}
genericBuild() {
  local phase
  if [ -e "${buildCommandPath-}" ]; then source "$buildCommandPath"; return; fi
  if [ -n "${buildCommand-}" ]; then eval "$buildCommand"; return; fi
  if [ -z "${phases[*]-}" ]; then
    phases="${prePhases-} unpackPhase patchPhase ${preConfigurePhases-} configurePhase ${preBuildPhases-} buildPhase checkPhase
      ${preInstallPhases-} installPhase ${preFixupPhases-} fixupPhase installCheckPhase ${preDistPhases-} distPhase ${postPhases-}"
  fi
  for phase in ${phases[*]}; do runPhase "$phase"; done
}
[ -n "${NIX_BUILD_TOP-}" ] && cd "$NIX_BUILD_TOP"
: "${TMPDIR:=${NIX_BUILD_TOP:-/tmp}}"
