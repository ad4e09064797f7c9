import { isWithoutWeb } from '../../project/processes.js';
import type { Change } from '../../model/change.js';
import type { Detected } from '../../model/detection.js';
import { shown } from '../../model/shown.js';
import { isWritten } from '../../plan/plan.js';
import { aborted } from '../../terminal/conflicts.js';
import { style } from '../../terminal/style.js';
import type { Terminal } from '../../terminal/terminal.js';
import { columns, textWidth } from '../../terminal/text.js';
import { fileList } from '../file-list.js';
import type { Report } from '../result.js';
import { place } from './places.js';
import type { Look } from './look.js';

/** What was detected, in a few lines: the kind of project, how it starts, the version it asks for. */
export function foundText(found: Look): string {
  const { template, detected } = found;
  const { kind, facts } = detected;
  const version = facts.version?.settled ? facts.version.value : '';
  const rows = [
    ['Language', template.language, seenAt(kind)],
    ['Template', template.id, ''],
    ...startRows(found),
    ...(version === '' ? [] : [['Version', version, seenAt(facts.version)]]),
  ];
  const texts = rows.map(([label = '', value = '', seen = '']) => [
    label,
    seen === '' ? shown(value) : `${shown(value)}  (${seen})`,
  ]);
  return ['', style.bold(`Found in ${shown(detected.root)}:`), columns(texts, textWidth()), ''].join('\n');
}

/** How it starts: web, or else each process type. */
function startRows({ detected, commands }: Look): string[][] {
  if (!isWithoutWeb(detected, commands)) {
    const { start } = detected.facts;
    return [['Start', commands.web ?? start?.value ?? '', commands.web === undefined ? seenAt(start) : '']];
  }
  const given = Object.entries(commands).map(([type, command]) => [type, command, '']);
  const declared = detected.processes.filter(({ type }) => !Object.hasOwn(commands, type));
  return [...given, ...declared.map(({ type, command, evidence }) => [type, command, shown(place(evidence))])];
}

const seenAt = (fact: Detected['kind']): string => shown(fact?.evidence.slice(0, 1).map(place).join('') ?? '');

/**
 * Shows what would be written, and asks before it is.
 *
 * @throws UserError if the person says no
 */
export async function agreed(terminal: Terminal, { changes, directory }: Report): Promise<void> {
  const writes = changes.filter(isWritten);
  if (writes.length === 0) return;
  const pathsOf = (some: readonly Change[]): string[] => some.map(({ path }) => path);
  const clashes = writes.filter(({ kind }) => kind === 'conflict');
  const plain = writes.filter(({ kind }) => kind !== 'conflict');
  terminal.print(
    [
      '',
      style.bold(`To write in ${shown(directory)}:`),
      ...fileList(pathsOf(plain)),
      ...(clashes.length > 0
        ? ['', 'Yours, and different; you decide about each:', ...fileList(pathsOf(clashes))]
        : []),
      '',
      '',
    ].join('\n'),
  );
  const { go } = await terminal.ask([
    {
      kind: 'select',
      name: 'go',
      message: 'Go ahead?',
      default: 'yes',
      choices: [
        { value: 'yes', name: 'Yes, write them' },
        { value: 'no', name: 'No, write nothing' },
      ],
    },
  ]);
  if (go !== 'yes') throw aborted();
}
