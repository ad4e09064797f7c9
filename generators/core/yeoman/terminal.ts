import type Generator from 'yeoman-generator';
import { withProgress } from '../terminal/progress.js';
import { takenText, type Replies, type Terminal } from '../terminal/terminal.js';

/** Yeoman's names for the kinds of prompts. */
const types = { text: 'input', select: 'select', checkbox: 'checkbox', keys: 'expand' } as const;

/**
 * The terminal of Yeoman's environment: a program that runs us can use another adapter there.
 *
 * @param prompt Yeoman's own prompt function
 */
export const yeomanTerminal = (prompt: Generator['prompt']): Terminal => ({
  isInteractive: process.stdin.isTTY && process.stdout.isTTY,
  async ask(prompts) {
    let replies: Replies = {};
    for (const each of prompts) {
      const { kind, name, message } = each;
      const question = { type: types[kind], name, message, ...rest(each) };
      replies = { ...replies, ...(await prompt<Replies>([question as Parameters<typeof prompt>[0]] as never)) };
    }
    return replies;
  },
  print(text) {
    process.stdout.write(text);
  },
  progress: withProgress,
});

function rest(prompt: Parameters<Terminal['ask']>[0][number]): object {
  switch (prompt.kind) {
    case 'text': {
      const { default: preset, fault } = prompt;
      return { default: preset, validate: (text: string) => fault?.(text) ?? true };
    }
    case 'select':
      return { default: prompt.default, choices: prompt.choices.map((each) => ({ ...each, short: each.value })) };
    case 'checkbox': {
      const { default: preset, choices, fault } = prompt;
      return {
        choices: choices.map((each) => ({ ...each, short: each.value, checked: preset.includes(each.value) })),
        validate: (taken: readonly { readonly value: unknown }[]) =>
          fault?.(taken.map(({ value }) => String(value))) ?? true,
        theme: { style: { renderSelectedChoices: takenText } },
      };
    }
    case 'keys':
      return { ...(prompt.default === undefined ? {} : { default: prompt.default }), choices: prompt.choices };
  }
}
