/* Deliberate faults of images with npm packages. */

/** @type {readonly import('./mutations.js').Mutation[]} */
export const nodeMutations = [
  {
    fault: 'packages name the Node that comes with npm',
    template: 'node',
    file: 'nix/app.nix',
    find: /nodejs = nodejs-slim;\n.*\n([\s\S]*?) +grep -rlZF.*\n.*\n/,
    replace: 'inherit nodejs;\n$1',
    step: 'packages',
    says: 'not allowed to refer to',
  },
  {
    fault: 'the interpreter of scripts in packages is missing',
    template: 'node',
    file: 'nix/app.nix',
    find: /nodejs = nodejs-slim;\n.*/,
    replace: 'inherit nodejs;',
    step: 'contents of image by Nix',
    says: "scripts need what the image doesn't have",
  },
  {
    fault: 'npm in the image',
    template: 'node',
    file: 'nix/app.nix',
    find: 'mkdir -p $out/lib\n',
    replace: 'mkdir -p $out/lib\n        echo ${nodejs} > $out/lib/npm\n',
    step: 'contents of image by Nix',
    says: 'of no use at run time: nodejs-',
  },
];
