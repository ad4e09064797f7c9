import { describe, expect, it } from 'vitest';
import { UserError } from '../../generators/core/model/errors.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { valueFlags } from '../../generators/core/terminal/command-spec.js';
import { catalog } from '../support/rendering.js';

/** What is wrong with a command line. */
function refusalOf(read: () => unknown): UserError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe.each(Object.entries(declaredCommands()))('a flag of %s without its value', (_, spec) => {
  it('is refused with a fix that can be typed', () => {
    const flags = valueFlags(catalog, spec);
    for (const flag of flags) {
      const { problem } = refusalOf(() => readCommandLine(catalog, spec, [`--${flag}`])) ?? {};
      expect(problem?.headline).toBe(`--${flag} needs a value`);
      const [name = '', ...value] = (problem?.fix ?? '').split(' ');
      expect(name).toBe(`--${flag}`);
      expect(value.join(' ')).toMatch(/^'?[a-zA-Z0-9]/);
      expect(
        refusalOf(() => readCommandLine(catalog, spec, [name, value.join(' ').replaceAll("'", '')])),
      ).toBeUndefined();
    }
  });
});
