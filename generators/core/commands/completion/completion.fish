# heroku-nix: completion for fish. It asks heroku-nix at each Tab, so it never goes out of date.
function __heroku_nix_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -e words[1]
    for line in (command heroku-nix completion --words $words "$current" 2>/dev/null)
        if string match -q ':directories*' -- $line
            set -l flag (string match -r '^--[^=]*=' -- "$current")
            for folder in (__fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$current"))
                echo "$flag$folder"
            end
        else
            echo $line
        end
    end
end
complete -c heroku-nix -f -a '(__heroku_nix_complete)'
