import type { CommandSpec } from '../../terminal/command-spec.js';

export const spec = {
  summary: 'set up completion with Tab for your shell',
  about: `Prints a script that lets your shell complete commands, options, and their values when you press Tab.

Without a shell: how to install it for each one.`,
  args: [{ name: 'shell', help: 'bash, zsh, or fish', values: ['bash', 'zsh', 'fish'] }],
  binOnly: true,
  answers: [],
  switches: {},
  values: {},
  examples: ['completion', 'completion bash >> ~/.bashrc'],
} as const satisfies CommandSpec;
