
# heroku-nix: completion for bash. It asks heroku-nix at each Tab, so it never goes out of date.
_heroku_nix() {
  local -a words=()
  local i word last line current cut='' directories=''
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    last=$((${#words[@]} - 1))
    # bash splits --ci=none into three words.
    if ((last >= 0)) && [[ ${words[last]} == --* && ($word == '=' || ${words[last]} == *=) ]]; then
      words[last]+=$word
    else
      words+=("$word")
    fi
  done
  current=${words[${#words[@]} - 1]}
  [[ $current == --*=* ]] && cut=${current%%=*}=
  COMPREPLY=()
  while IFS=$'\t' read -r word line; do
    if [[ $word == :directories ]]; then
      directories=yes
    elif [[ -n $word ]]; then
      COMPREPLY+=("${word#"$cut"}")
    fi
  done <<< "$(command heroku-nix completion --words "${words[@]}" 2> /dev/null)"
  if [[ -n $directories ]] && ! compopt -o filenames -o plusdirs 2> /dev/null; then
    # The bash of macOS has no compopt.
    while read -r line; do
      [[ -n $line ]] && COMPREPLY+=("$line")
    done <<< "$(compgen -d -- "${current#"$cut"}")"
  fi
}
complete -F _heroku_nix heroku-nix
