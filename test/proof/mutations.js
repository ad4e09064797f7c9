/*
 * Deliberate faults. Each must make the proof fail, in the step that is meant to find it, with words that name the
 * fault. They are made in one repository, since they test the proof and not the template: Go on the first base, or what
 * they name. Faults of images have their own file.
 */

import { imageMutations } from './image-mutations.js';
import { nodeMutations } from './node-mutations.js';

/**
 * @typedef {object} Mutation
 * @property {string} fault
 * @property {string} [template]
 * @property {string} [base]
 * @property {readonly string[]} [addons]
 * @property {string} file
 * @property {string | RegExp} find
 * @property {string} replace
 * @property {string} step name of the step that must fail; steps it needs must pass; "BASE" stands for the base's name
 * @property {string} says
 */

/** @type {readonly Mutation[]} */
export const mutations = [
  {
    fault: 'the lock names other contents',
    file: 'flake.lock',
    find: /"narHash": "[^"]*"/,
    replace: `"narHash": "sha256-${'A'.repeat(43)}="`,
    step: 'flake check',
    says: 'archive',
  },
  {
    fault: "one of the app's tests fails",
    file: 'internal/app/app_test.go',
    find: /(func Test\w+\(t \*testing\.T\) \{)/,
    replace: '$1\n\tt.Error("broken on purpose")',
    step: 'flake check',
    says: 'broken on purpose',
  },
  {
    fault: 'the check runs no test',
    file: 'flake.nix',
    find: 'checks = { inherit tests; }',
    replace: 'checks = { tests = app; }',
    step: 'flake check',
    says: 'no test ran',
  },
  {
    fault: 'an attribute that nixpkgs does not have',
    file: 'nix/dyno.nix',
    find: 'pkgs.curl ',
    replace: 'pkgs.curll ',
    step: 'packages',
    says: "attribute 'curll' missing",
  },
  {
    fault: 'the source is one of the dependencies',
    file: 'nix/dyno.nix',
    find: 'input ? outputs',
    replace: 'true',
    step: 'dependencies',
    says: 'makes other dependencies',
  },
  {
    fault: 'an argument that nixpkgs does not take',
    file: 'nix/dyno.nix',
    find: 'maxLayers = 5;',
    replace: 'layersAtMost = 5;',
    step: 'packages',
    says: "unexpected argument 'layersAtMost'",
  },
  {
    fault: 'an extra that nixpkgs does not have',
    template: 'flask',
    file: 'pyproject.toml',
    find: /"(flask)\b/i,
    replace: '"$1[a_sync]',
    step: 'packages',
    says: 'has no extra "a_sync"',
  },
  {
    fault: 'Go is missing in the development shell',
    file: 'nix/app.nix',
    find: '    go\n    pkgs.air',
    replace: '    pkgs.air',
    step: 'nix develop',
    says: 'the dev shell has no go',
  },
  {
    fault: 'a tab in Nix text',
    file: 'flake.nix',
    find: '  description',
    replace: '\tdescription',
    step: 'layout',
    says: 'flake.nix:2',
  },
  {
    fault: 'COPY --chmod',
    file: 'Dockerfile',
    find: 'COPY --from',
    replace: 'COPY --chmod=755 --from',
    step: 'classic builder',
    says: 'COPY --chmod',
  },
  {
    fault: 'ENTRYPOINT',
    file: 'Dockerfile',
    find: 'CMD [',
    replace: 'ENTRYPOINT [',
    step: 'classic builder',
    says: 'ENTRYPOINT',
  },
  {
    fault: 'app.json has a process type that heroku.yml does not have',
    file: 'app.json',
    find: '"web":',
    replace: '"worker": { "quantity": 1 }, "web":',
    step: 'process types',
    says: 'app.json names worker',
  },
  {
    fault: 'a builder is not sent all of the source',
    file: '.dockerignore',
    find: 'README.md',
    replace: 'README.md\ninternal',
    step: 'context',
    says: 'of what it is sent',
  },
  {
    fault: 'a builder is sent secrets',
    file: '.dockerignore',
    find: '**/id_rsa*',
    replace: '',
    step: 'context',
    says: 'a builder is sent secrets: ./',
  },
  {
    fault: 'Nix in the image',
    file: 'nix/dyno.nix',
    find: 'pkgs.curl ',
    replace: 'pkgs.nix pkgs.curl ',
    step: 'contents of image by Nix',
    says: 'of no use at run time: nix-2',
  },
  {
    fault: 'the app listens on localhost',
    file: 'cmd/web/main.go',
    find: '"0.0.0.0"',
    replace: '"127.0.0.1"',
    step: 'boot image by Nix by sh -c',
    says: 'listens on the loopback address only',
  },
  {
    fault: 'the app ignores SIGTERM',
    file: 'cmd/web/main.go',
    find: 'syscall.SIGTERM, os.Interrupt)',
    replace: 'os.Interrupt)\n\tsignal.Ignore(syscall.SIGTERM)',
    step: 'boot image by Nix by sh -c',
    says: 'still running 30 s after SIGTERM',
  },
  {
    fault: 'the app writes outside /tmp',
    file: 'cmd/web/main.go',
    find: '\tlistener, err :=',
    replace:
      '\tif err := os.WriteFile("/var/state", nil, 0o644); err != nil {\n\t\treturn err\n\t}\n\tlistener, err :=',
    step: 'boot image by Nix by sh -c',
    says: 'read-only file system',
  },
  {
    fault: 'a base keeps a Nix that is too old',
    base: 'nix-docker-base',
    file: 'Dockerfile',
    find: /^RUN nix-env .*$/m,
    replace: '',
    step: 'image on BASE',
    says: 'reports at least 2.18',
  },
  ...nodeMutations,
  ...imageMutations,
];
