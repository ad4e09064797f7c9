import { posix } from 'node:path';
import type { Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import { ignoredBelow, ignoredIn } from '../../tools/git.js';
import { dockerIgnored, showing } from '../docker-ignore.js';
import { evidenceOf } from '../evidence.js';
import { holds, matchesOf, placesOf } from '../rules.js';
import { missing, unknown } from '../verdict.js';
import { most, some, type Ground } from './ground.js';
import { submodulesIn } from './submodules.js';

/** What the build and Heroku read must get there: through git, and past the user's .dockerignore. */
export const reachRequirements = (ground: Ground): Requirement[] => [
  ...pastGit(ground),
  ...ofSubmodules(ground),
  ...pastDocker(ground),
];

/** Files that detection read, and files of ours, which git would leave out of every commit. */
function pastGit(ground: Ground): Requirement[] {
  const { tree, common, conclusion } = ground;
  const read = conclusion.processes.flatMap(({ evidence: { path } }) => (tree.exists(path) ? [path] : []));
  const { dockerfile } = conclusion.project;
  const whole = (ground.template.detect.whole ?? []).filter((each) => tree.exists(each.with));
  const below = whole.flatMap(({ folder, names }) => ignoredBelow(tree.root, folder, names) ?? []);
  const ours = writtenFor(ground);
  const wanted = distinct([...read, ...neededBy(ground), ...below, ...ours.paths, dockerfile, ...common.pushed]);
  const folders = [...whole.map(({ folder }) => folder), ...ours.folders];
  const inWhole = (path: string): string => folders.find((folder) => path.startsWith(`${folder}/`)) ?? path;
  const ignored = ignoredIn(tree.root, wanted).map((each) => ({ ...each, path: inWhole(each.path) }));
  const causes = new Map(ignored.map((each) => [`${each.list}\0${each.line}`, each]));
  return [...causes.values()].slice(0, most).map(({ list, line, pattern }) => {
    const paths = distinct(ignored.filter((each) => each.list === list && each.line === line).map(({ path }) => path));
    return missing('ignored', 'build', {
      headline: `Git ignores ${some(paths, most)}, so ${paths.length === 1 ? 'it reaches' : 'they reach'} neither Heroku nor Nix`,
      fix: `git add --force ${paths.map(shellDirectory).join(' ')}`,
      evidence: list.startsWith('/') ? [] : [evidenceOf(list, line, pattern)],
    });
  });
}

function ofSubmodules({ tree, common }: Ground): Requirement[] {
  return submodulesIn(tree)
    .filter(({ path }) => !path.split('/').some((step) => common.aside.includes(step.toLowerCase())))
    .slice(0, most)
    .map(({ path, name, evidence }) =>
      unknown('submodule', 'build', {
        headline: `${path} is a Git submodule, which Nix leaves out of the build`,
        check: `if the app needs it, keep its files in this repository: ${[...(tree.hasFolder(path) ? [] : [`git submodule update --init ${shellDirectory(path)}`]), ...taken(path, name)].join(' && ')}`,
        evidence: [evidence],
      }),
    );
}

/** The commands that turn a submodule into plain files. */
const taken = (path: string, name: string): string[] => [
  `git rm --cached ${shellDirectory(path)}`,
  `rm -rf ${shellWord(`./${path}/.git`)}`,
  `git config -f .gitmodules --remove-section ${shellWord(`submodule.${name}`)}`,
  `git add .gitmodules ${shellDirectory(path)}`,
];

/** What the user's .dockerignore hides from our Dockerfile. */
function pastDocker(ground: Ground): Requirement[] {
  const { tree } = ground;
  const list = '.dockerignore';
  const text = tree.text(list);
  if (text === undefined) return [];
  const hiddenBy = dockerIgnored(text);
  const found = distinct([...writtenFor(ground).paths, ...neededBy(ground)]).flatMap((path) => hiddenBy(path) ?? []);
  if (found.length === 0) return [];
  const tops = distinct(found.map(({ top }) => top));
  const lines = [...(/(?:^|\n)$/.test(text) ? [] : ['']), ...tops.map(showing)];
  return [
    missing('ignored', 'build', {
      headline: `${list} hides what the Dockerfile copies: ${some(tops, most)}`,
      fix: `printf '%s\\n' ${lines.map(shellWord).join(' ')} >> ${list}`,
      evidence: distinct(found.map(({ line }) => line))
        .slice(0, 3)
        .map((line): Evidence => evidenceOf(list, line, text.split('\n', line)[line - 1] ?? '')),
    }),
  ];
}

/** Our own files that Nix reads, and the folders of those that a pattern stands for, which git and Docker take as a name. */
function writtenFor({ common, template, conclusion }: Ground): Record<'paths' | 'folders', string[]> {
  const rows = (template.onboard?.layer.rows ?? []).filter(
    ({ path, from, locks }) =>
      path.startsWith('nix/') &&
      (from === undefined || from === conclusion.origin) &&
      (locks === undefined || locks.includes(conclusion.project.lock ?? '')),
  );
  const paths = rows.map(({ path }) => path);
  return {
    paths: distinct([...common.copied, ...paths]),
    folders: paths.filter((path) => path.includes('*')).map((path) => posix.dirname(path)),
  };
}

/**
 * The project's files that a build can't do without: its manifests, what meets the requirements of its kind, and what
 * its processes start. Files that a build step makes are in no repository.
 */
function neededBy({ tree, template, conclusion, detected, ...rest }: Ground): string[] {
  const context = { tree, ...rest };
  const meeting = template.detect.requirements.flatMap(({ stage, if: applies, unless }) =>
    stage === 'build' && unless?.pattern === undefined && unless?.file !== undefined && holds(context, applies)
      ? matchesOf(context, { ...unless, value: '{path}' }).map(({ value }) => value)
      : [],
  );
  const declared = detected.dependencies.flatMap(({ development, evidence }) => (development ? [] : [evidence.path]));
  const started = conclusion.project.builds === '' ? startedBy({ tree, conclusion }) : [];
  const all = distinct([...conclusion.project.manifests, ...meeting, ...declared, ...started]);
  return all.filter((path) => tree.exists(path)).slice(0, 100);
}

/** Files and modules that the commands of the processes name. */
function startedBy({ tree, conclusion }: Pick<Ground, 'tree' | 'conclusion'>): string[] {
  const starts = conclusion.processes.flatMap(({ followed }) => followed.starts);
  const modules = new Map(tree.files.map((path) => [placesOf(path).dotted ?? '', path]));
  return starts.flatMap(({ program, args, folder, origin }) => {
    const words = origin.is === 'file' ? [program, ...args] : args;
    return words.slice(0, 50).flatMap((word) => {
      const path = posix.join(folder, word);
      if (tree.exists(path)) return [path];
      const dotted = [...folder.split('/').filter(Boolean), word.split(':', 1)[0] ?? ''].join('.');
      return modules.get(dotted) ?? [];
    });
  });
}

const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];
