import { withProgress } from './progress.js';
import { takenText, type Prompt, type Replies, type Terminal } from './terminal.js';

/** The terminal that the program was started in. */
export const consoleTerminal = (): Terminal => ({
  isInteractive: process.stdin.isTTY && process.stdout.isTTY,
  async ask(prompts) {
    const replies: Record<string, Replies[string]> = {};
    for (const prompt of prompts) replies[prompt.name] = await reply(prompt);
    return replies;
  },
  print(text) {
    process.stdout.write(text);
  },
  progress: withProgress,
});

/** Each kind of prompt is loaded when it is first needed: most runs ask nothing. */
async function reply(prompt: Prompt): Promise<string | readonly string[]> {
  const { message } = prompt;
  switch (prompt.kind) {
    case 'text': {
      const { default: input } = await import('@inquirer/input');
      const { default: preset, fault } = prompt;
      return input({
        message,
        ...(preset === undefined ? {} : { default: preset }),
        validate: (text) => fault?.(text) ?? true,
      });
    }
    case 'select': {
      const { default: select } = await import('@inquirer/select');
      const { default: preset, choices } = prompt;
      return select({
        message,
        ...(preset === undefined ? {} : { default: preset }),
        choices: choices.map((choice) => ({ ...choice, short: choice.value })),
      });
    }
    case 'checkbox': {
      const { default: checkbox } = await import('@inquirer/checkbox');
      const { default: preset, choices, fault } = prompt;
      return checkbox({
        message,
        choices: choices.map((choice) => ({ ...choice, short: choice.value, checked: preset.includes(choice.value) })),
        validate: (taken) => fault?.(taken.map(({ value }) => value)) ?? true,
        theme: { style: { renderSelectedChoices: takenText } },
      });
    }
    case 'keys': {
      const { default: expand } = await import('@inquirer/expand');
      const { default: preset, choices } = prompt;
      type Expanding = Parameters<typeof expand<string>>[0];
      return expand({
        message,
        ...(preset === undefined ? {} : { default: preset as NonNullable<Expanding['default']> }),
        choices: choices as Expanding['choices'],
      });
    }
  }
}
