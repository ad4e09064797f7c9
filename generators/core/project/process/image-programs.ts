/** What bash and coreutils bring, and curl: every image has them (nix/dyno.nix). */
const shell: ReadonlySet<string> = new Set(
  (
    '[ . : alias bg break cd command continue declare echo eval exec exit export false fg getopts hash jobs kill let ' +
    'local printf pwd read readonly return set shift source test times trap true type ulimit umask unset wait bash sh ' +
    'base64 basename cat chmod chown cp curl cut date dd df dirname du env expr fold head hostid id install join link ' +
    'ln ls md5sum mkdir mkfifo mktemp mv nice nl nohup nproc od paste printenv readlink realpath rm rmdir seq ' +
    'sha256sum shuf sleep sort split stat stdbuf stty sync tac tail tee timeout touch tr tsort tty uname uniq unlink ' +
    'wc whoami yes'
  ).split(' '),
);

/** Whether every image has a program of this name, in whatever language the app is. */
export const isInEveryImage = (name: string): boolean => shell.has(name);
