import { quote } from '../../catalog/find.js';
import { nearest } from '../../catalog/nearest.js';
import type { Template } from '../../model/catalog.js';
import { UserError } from '../../model/errors.js';
import { origins, type Origin } from '../../model/locked.js';
import type { CommandLine } from '../../terminal/command-line.js';

/**
 * Where the packages come from, as the user says.
 *
 * @throws UserError if there is no such origin
 */
export function originOf({ onboard }: Pick<Template, 'onboard'>, { values }: CommandLine): Origin | undefined {
  const flag = onboard?.origin?.flag;
  const said = flag === undefined ? undefined : values[flag];
  if (flag === undefined || said === undefined) return undefined;
  const found = origins.find((each) => each === said);
  if (found !== undefined) return found;
  throw new UserError({
    headline: `Packages can't come from ${quote(said)}`,
    detail: `Available: ${origins.join(', ')}.`,
    fix: `--${flag} ${nearest(said, origins) ?? origins[0]}`,
  });
}

/** The flag and what was said, to say it again. */
export const originSaid = (
  template: Pick<Template, 'onboard'>,
  line: CommandLine,
): Readonly<Record<string, string>> => {
  const said = originOf(template, line);
  return said === undefined ? {} : { [template.onboard?.origin?.flag ?? '']: said };
};
