import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { nextIn, sh, tool, typed, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

const apps = ['my-staging', 'my-production'];

/** A project with two apps on Heroku. */
async function project(): Promise<Place> {
  const cwd = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard/python-requirements/project'), cwd, { recursive: true });
  const place = { cwd, on: machine() };
  await sh('git init -q -b main && git add -A && git commit -qm x', place);
  for (const app of apps) {
    await sh(`git init -q --bare '${place.on.host(app)}'`, place);
    await sh(`git remote add ${app.slice(3)} https://git.heroku.com/${app}.git`, place);
  }
  return place;
}

const isDeployed = ({ on }: Place, app: string): boolean =>
  existsSync(join(on.env.HOME, 'hosted', `${app}.git`, 'refs/heads/main'));

describe('the commands after onboard, with several apps on Heroku', () => {
  it("don't choose between them for the user, and say how to", async () => {
    const place = await project();
    const ran = await tool(['onboard', '--yes'], place);
    expect(nextIn(ran).join()).not.toMatch(/heroku|push/);
    expect(ran.stdout).toContain('heroku stack:set container -a my-staging && git push staging main');
    expect(ran.stdout).toContain('The files here are for my-app. To change that');
  });

  it('name only those that are left', async () => {
    const place = await project();
    await tool(['onboard', '--yes'], place);
    await sh('git commit -qm y && git push -q staging main', place);
    const ran = await tool(['onboard', '--yes'], place);
    expect(ran.stdout).not.toContain('-a my-staging');
    expect(ran.stdout).toContain('-a my-production');
    await sh('git push -q production main', place);
    expect((await tool(['onboard', '--yes'], place)).stdout).not.toContain('Several remotes');
  });

  it('deploy to the one that --name says, also the next time', async () => {
    const place = await project();
    const ran = await tool(['onboard', '--yes', '--name', 'my-production'], place);
    expect(ran.stdout).not.toContain('my-staging');
    await typed(ran, place);
    expect(place.on.calls()).toEqual(['nix develop', 'nix run', 'heroku stack:set container -a my-production']);
    expect(apps.map((app) => isDeployed(place, app))).toEqual([false, true]);
    expect(nextIn(await tool(['onboard', '--yes'], place))).toEqual([]);
  });
});
