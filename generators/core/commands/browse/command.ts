import type { PartialAnswers } from '../../model/pipeline.js';
import type { Command, Finish, Session } from '../command.js';
import { mayAsk } from '../command.js';
import { commandFor } from '../../terminal/program.js';
import { wordsOf } from '../given.js';
import { sampleName } from '../sample.js';
import { browse } from './browse.js';
import { usualOf, wantsTour } from './request.js';
import { spec } from './spec.js';

/** Shows what would be written. */
function prepare(session: Session): Promise<Finish> {
  const { catalog, line, program, terminal } = session;
  const command = commandFor(program, 'browse');
  return Promise.resolve(async () => {
    if (line.values.html !== undefined || line.switches.has('open')) {
      const { gallery } = await import('../../gallery/gallery.js');
      terminal.print(await gallery({ catalog, line, command, usual: usualOf(catalog, line), terminal }));
      return 0;
    }
    if (!mayAsk(session) || !wantsTour(line)) {
      terminal.print(await browse(catalog, line, command));
      return 0;
    }
    const { tour } = await import('./terminal/tour.js');
    const given = await tour(catalog, line.given);
    return given ? create(session, given) : 0;
  });
}

/** Hands over to create, which prompts for what is missing. */
async function create({ terminal, start }: Session, given: PartialAnswers): Promise<number> {
  const { directory } = await terminal.ask([
    { kind: 'text', name: 'directory', message: 'Where should it go?', default: given.name ?? sampleName },
  ]);
  return start('create', [...wordsOf(given), '--', String(directory)]);
}

export const command: Command = { spec, prepare };
