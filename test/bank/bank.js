/*
 * npm run bank -- FOLDER: what `onboard` finds out about each repository below the folder, and its verdict. With --build
 * each one is then built and booted, and the verdict held against what comes out. See README.md.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { factsOf, look, startUp } from './look.js';

const usage = 'npm run bank -- FOLDER [--only NAME] [--json]';

function parsed() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new Error('Name one folder of repositories.');
    return { ...values, folder };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const { folder, json, only = '' } = parsed();
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes(only))
  .map(({ name }) => name)
  .sort();
if (names.length === 0) {
  console.error(`There is no repository of that name below ${folder}.\n${usage}`);
  process.exit(1);
}

const start = startUp();
const looks = names.map((name) => {
  const one = look(join(folder, name), name);
  if (!json) {
    console.log(`${one.verdict.padEnd(12)} ${name}   ${(one.seconds - start).toFixed(2)} s`);
    console.log(`             ${factsOf(one.told)}`);
    if (one.told.error) console.log(`           ! ${one.told.error.headline}`);
    for (const { stage, headline, state } of one.blockers)
      console.log(`           - ${stage}: ${headline}${state.is === 'missing' && state.fix ? ` => ${state.fix}` : ''}`);
    for (const { stage, headline } of one.checks) console.log(`           ? ${stage}: ${headline}`);
  }
  return one;
});

if (json) console.log(JSON.stringify(looks, null, 2));
else {
  const verdicts = ['ready', 'after-steps', 'not-yet', 'none'];
  const counted = verdicts.map((each) => `${looks.filter(({ verdict }) => verdict === each).length} ${each}`);
  const longest = Math.max(...looks.map(({ seconds }) => seconds - start));
  console.log(`\n${counted.join(', ')}`);
  console.log(`The slowest verdict took ${longest.toFixed(2)} s after the program's own start.`);
}
