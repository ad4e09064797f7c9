import { shellWord } from '../../model/shell.js';
import type { Requirement } from '../../model/readiness.js';
import { isLedBy } from '../process/building.js';
import type { Start } from '../process/followed.js';
import { dependenciesOf } from '../dependencies.js';
import { treeBelow } from '../tree.js';
import { missing } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { isMemberFolder } from './workspaces.js';

/** What a process starts in another folder needs that folder's packages, and nothing is installed at a start. */
export const folderRequirements = (ground: Ground): Requirement[] =>
  ground.conclusion.processes.flatMap(({ type, followed: { starts } }) => {
    const folders = [...new Map(starts.map((start) => [start.folder, start])).values()];
    const lacking = folders.flatMap((start) => ofFolder(ground, type, start));
    return lacking.length > 0 ? lacking : starts.flatMap((start) => ofInstalling(ground, type, start));
  });

/** A folder whose manifest has dependencies that the root's doesn't have. */
function ofFolder(ground: Ground, process: string, { folder, evidence }: Start): Requirement[] {
  // What a package of a workspace asks for is installed as well.
  if (folder === '' || isMemberFolder(ground, folder)) return [];
  const { tree, common, dependencies, template } = ground;
  const below = { tree: treeBelow(tree, folder), common, dependencies: [] };
  const own = new Set(dependencies.filter(({ development }) => !development).map(({ name }) => name.toLowerCase()));
  const lacking = dependenciesOf(below, template.detect).dependencies.filter(
    ({ name, development }) => !development && !own.has(name.toLowerCase()),
  );
  const [first] = lacking;
  if (!first) return [];
  return [
    missing('folder', 'build', {
      process,
      headline: `${process} runs in ${folder}, but only the packages of the project's own folder are installed, not: ${some(lacking.map(({ name }) => name))}`,
      fix: `run the same command with --root ${shellWord(folder)}`,
      evidence: [
        ...(evidence.path === '' ? [] : [evidence]),
        { ...first.evidence, path: `${folder}/${first.evidence.path}` },
      ],
    }),
  ];
}

/** A dyno can't write to the app's folder. Programs that aren't in the image are told already. */
function ofInstalling({ template }: Ground, process: string, start: Start): Requirement[] {
  const { program, args, origin, evidence } = start;
  if (origin.is === 'absent') return [];
  const words = [program, ...args];
  const { commands } = template.detect;
  const done = commands.done.find((each) => isLedBy(words, each.words))?.words;
  const building = commands.building?.programs.find((each) => isLedBy(words, each));
  if (done === undefined && building === undefined) return [];
  return [
    missing('folder', 'boot', {
      process,
      headline: `${process} runs ${done ?? building ?? ''} when it starts, but a dyno can't write to the app's folder`,
      fix:
        done === undefined
          ? 'leave it out there, and let the build do it (nix/app.nix)'
          : `leave it out: Nix installs what is listed in ${template.manifests[0] ?? 'the manifest'}`,
      evidence: evidence.path === '' ? [] : [evidence],
    }),
  ];
}
