#compdef heroku-nix

# heroku-nix: completion for zsh. It asks heroku-nix at each Tab, so it never goes out of date.
_heroku_nix() {
  local -a candidates
  local line value about directories=''
  for line in "${(@f)$(command heroku-nix completion --words "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}"; do
    value=${line%%$'\t'*}
    about=${line#*$'\t'}
    if [[ $value == ':directories' ]]; then
      directories=yes
    elif [[ -n $value ]]; then
      candidates+=("${value//:/\\:}:$about")
    fi
  done
  (( $#candidates )) && _describe 'heroku-nix' candidates
  if [[ -n $directories ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '--*='
    _directories
  fi
}

# Autoloaded from fpath, this file is the function; read by ~/.zshrc, it defines it.
if [[ ${funcstack[1]} == _heroku_nix ]]; then
  _heroku_nix "$@"
else
  compdef _heroku_nix heroku-nix
fi
