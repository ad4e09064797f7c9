import type { CommandSpec } from '../../terminal/command-spec.js';

export const spec = {
  summary: 'look at the templates and the files that they write',
  about: `Shows the templates, and what they would write.

Without a name: all templates, which you can walk through by keys in a terminal. With a template: its options and files. With a file too: that file, byte for byte.`,
  args: [
    { name: 'template', help: 'which template to show', values: 'templates' },
    { name: 'file', help: 'one of its files', values: 'files' },
  ],
  answers: 'all',
  switches: {
    json: 'print data instead of text on stdout, and nothing else',
    text: 'print everything about all templates as plain text, for a person or a language model',
    'diff-defaults': 'show what the given options change',
    open: 'with --html: open the pages in your browser',
  },
  values: {
    diff: { hint: 'template', help: 'show how another template differs', values: 'templates' },
    html: {
      hint: 'dir',
      help: 'write pages for a browser to a directory of their own',
      values: 'directories',
      example: 'gallery',
    },
  },
  examples: [
    'browse',
    'browse {template} flake.nix > flake.nix',
    'browse {template} --ci none --diff-defaults',
    'browse --html gallery --open',
  ],
} as const satisfies CommandSpec;
