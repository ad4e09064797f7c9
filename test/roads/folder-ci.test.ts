import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freshFolder } from '../support/folders.js';
import { documentOf, outputValidator } from '../support/output.js';
import { nextIn, sh, tool, typed, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';
import { run } from '../support/run.js';

const workflow = '.github/workflows/ci-shop-api.yml';
const updating = '.github/workflows/update-shop-api.yml';

/** A repository with two apps; commands run at its root. */
async function repository(folder = 'packages/api'): Promise<Place> {
  const place = { cwd: freshFolder('shop'), on: machine() };
  write(place, 'README.md', 'Shop\n');
  for (const each of [folder, 'packages/web']) {
    write(place, `${each}/package.json`, '{"private":true,"scripts":{"start":"node server.js"}}\n');
    write(place, `${each}/server.js`, "require('node:http').createServer().listen(process.env.PORT);\n");
  }
  await sh('git init -q -b main && git add -A && git commit -qm x', place);
  return place;
}

function write({ cwd }: Place, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

const read = ({ cwd }: Place, path: string): string => readFileSync(join(cwd, path), 'utf8');

async function onboarded(folder = 'packages/api', ...more: readonly string[]): Promise<Place> {
  const place = await repository(folder);
  await tool(['onboard', '--root', folder, '--name', 'shop-api', '--yes', ...more], place);
  await sh('git commit -qm y', place);
  return place;
}

interface Workflow {
  readonly on: Readonly<Record<'push' | 'pull_request', { readonly paths: readonly string[] }>>;
  readonly defaults: unknown;
  readonly jobs: {
    readonly deploy: { readonly defaults: unknown; readonly steps: readonly { readonly run?: string }[] };
  };
}

describe('CI of a folder in a larger repository', () => {
  it('is a workflow at the root that is about the folder, and is staged with the other files', async () => {
    const place = await onboarded();
    const { on, defaults, jobs } = parse(read(place, workflow)) as Workflow;
    for (const { paths } of [on.push, on.pull_request]) expect(paths).toEqual(['packages/api/**', workflow]);
    expect(defaults).toEqual({ run: { 'working-directory': 'packages/api' } });
    expect(jobs.deploy.defaults).toEqual({ run: { 'working-directory': '.' } });
    expect(await sh('git status --short', place)).toBe('');
    expect(await sh('git ls-files .github packages/api/.github', place)).toBe(`${workflow}\n${updating}\n`);
    const again = await tool(['onboard', '--root', 'packages/api', '--yes'], place);
    expect(again.stdout).toContain('Nothing to do');
  });

  it.each(['packages/api', 'my apps/api+v1'])('deploys the folder alone: %s', async (folder) => {
    const place = await onboarded(folder);
    await sh(`git init -q --bare '${place.on.host('shop-api')}'`, place);
    const { steps } = (parse(read(place, workflow)) as Workflow).jobs.deploy;
    const push =
      steps
        .at(-1)
        ?.run?.split('\n')
        .filter((line) => line.includes('git ')) ?? [];
    expect(push).toHaveLength(2);
    await sh(`set -e\nHEROKU_APP=shop-api\n${push.join('\n')}`, place);
    const files = (await sh(`git --git-dir='${place.on.host('shop-api')}' ls-tree --name-only main`, place)).split(
      '\n',
    );
    expect(files).toContain('heroku.yml');
    expect(files).not.toContain('packages');
  });

  it('follows what AGENTS.md and the next steps say', async () => {
    const place = await repository();
    const ran = await tool(['onboard', '--root', 'packages/api', '--name', 'shop-api', '--yes'], place);
    await typed(ran, place);
    const again = await tool(['onboard', '--root', 'packages/api', '--yes'], place);
    expect(again.stdout).toContain('Nothing to do');
    expect(nextIn(again)).toEqual([]);
    const command = 'git -C ../../ subtree push --prefix packages/api heroku main';
    expect(read(place, 'packages/api/AGENTS.md')).toContain(command);
    write(place, 'packages/api/more.js', '');
    await sh(`git add -A && git commit -qm z && cd packages/api && ${command}`, place);
    expect(await sh(`git --git-dir='${place.on.host('shop-api')}' ls-tree --name-only main more.js`, place)).toBe(
      'more.js\n',
    );
    write(place, 'packages/api/more.js', '1');
    await sh('git commit -qam z', place);
    const changed = await tool(['onboard', '--root', 'packages/api', '--yes'], place);
    expect(nextIn(changed).join()).toContain('subtree push');
    expect(nextIn(changed).join()).not.toContain('stack:set');
  });

  it('is in what --json says, in the documented form', async () => {
    const place = await repository();
    const args = ['--root', 'packages/api', '--name', 'shop-api', '--yes', '--json'];
    for (const more of [['--dry-run'], []]) {
      const ran = await run(['onboard', ...args, ...more], place);
      expect(documentOf(ran, outputValidator('onboard', 'output'))).toMatchObject({
        answers: { folder: 'packages/api' },
      });
      expect(ran.stdout).toContain(`"path": "/${workflow}"`);
    }
    expect(read(place, 'packages/api/.yo-rc.json')).not.toContain('folder');
  });

  it("stays apart from another app's, and from the repository's own", async () => {
    const place = await onboarded();
    write(place, '.github/workflows/ci.yml', 'mine\n');
    await sh('git add -A && git commit -qm z', place);
    await tool(['onboard', '--root', 'packages/web', '--name', 'shop-web', '--yes'], place);
    expect((await sh('git ls-files .github', place)).trim().split('\n')).toEqual([
      workflow,
      '.github/workflows/ci-shop-web.yml',
      '.github/workflows/ci.yml',
      updating,
      '.github/workflows/update-shop-web.yml',
    ]);
    expect(read(place, '.github/workflows/ci.yml')).toBe('mine\n');
  });
});

describe('update in a folder of a larger repository', () => {
  it('merges changes of the workflow, and refuses one that is not committed', async () => {
    const place = await onboarded();
    write(place, workflow, read(place, workflow).replace(/^name: .*/, 'name: API'));
    const refused = await tool(['update', 'packages/api', '--ci', 'gitlab'], place);
    expect(refused.stderr).toContain(workflow);
    await sh('git commit -qam z', place);
    const lock = 'packages/api/.heroku-nix.lock.json';
    write(place, lock, read(place, lock).replaceAll('runs-on: ubuntu-latest', 'runs-on: ubuntu-22.04'));
    write(place, workflow, read(place, workflow).replaceAll('runs-on: ubuntu-latest', 'runs-on: ubuntu-22.04'));
    await sh('git commit -qam z', place);
    const ran = await tool(['update', 'packages/api'], place);
    expect(ran.stdout).toContain(`/${workflow}: merged with your changes`);
    expect(read(place, workflow)).toContain('name: API\n');
    expect(read(place, workflow)).not.toContain('ubuntu-22.04');
  });

  it('removes and adds the workflow with the answer', async () => {
    const place = await onboarded();
    const none = await tool(['update', 'packages/api', '--ci', 'none'], place);
    expect(none.stdout).toContain(`/${workflow}: removed: not part of --ci none`);
    await sh('git commit -qam z', place);
    expect(await sh('git ls-files .github', place)).toBe('');
    const github = await tool(['update', 'packages/api', '--ci', 'github'], place);
    expect(github.stdout).toContain(`/${workflow} is at the root of the repository`);
    expect(await sh('git ls-files .github', place)).toBe(`${workflow}\n${updating}\n`);
  });

  it('follows the name of the app', async () => {
    const place = await onboarded();
    await tool(['onboard', '--root', 'packages/api', '--yes', '--name', 'shop-orders'], place);
    await sh('git add -A && git commit -qm z', place);
    expect(await sh('git ls-files .github', place)).toBe(
      '.github/workflows/ci-shop-orders.yml\n.github/workflows/update-shop-orders.yml\n',
    );
  });

  it('never removes a file at the root that only the lock calls ours', async () => {
    const place = await onboarded();
    write(place, '.github/CODEOWNERS', 'me\n');
    const lock = 'packages/api/.heroku-nix.lock.json';
    write(
      place,
      lock,
      read(place, lock).replace('"managed": {', '"managed": {\n    "/.github/CODEOWNERS": ["me", ""],'),
    );
    await sh('git add -A && git commit -qm z', place);
    await tool(['update', 'packages/api'], place);
    expect(read(place, '.github/CODEOWNERS')).toBe('me\n');
  });

  it('says what to add to the file at the root that GitLab reads', async () => {
    const place = await onboarded('packages/api', '--ci', 'none');
    const ran = await tool(['update', 'packages/api', '--ci', 'gitlab'], place);
    const line = /Add this line to that file: (.+)/.exec(ran.stdout)?.[1] ?? '';
    expect(parse(line)).toEqual({
      'shop-api': {
        trigger: { include: 'packages/api/.gitlab-ci.yml', strategy: 'depend' },
        rules: [{ changes: ['packages/api/**/*'] }],
      },
    });
    expect(read(place, 'packages/api/.gitlab-ci.yml')).toContain('- cd packages/api\n');
  });
});
