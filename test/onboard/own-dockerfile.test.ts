import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folders.js';
import { outcomeOf } from '../support/onboarding.js';
import { textOf } from '../support/rendering.js';

const project = {
  Procfile: 'web: gunicorn app:app\n',
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};

/** Every line about Docker in what is written. */
async function namesIn(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { files: written, answers, requirements } = await outcomeOf(temporaryFolder({ ...project, ...files }), args);
  const heroku = parse(textOf(written, 'heroku.yml')) as { build: { docker: { web: string } } };
  return {
    heroku: heroku.build.docker.web,
    written: [...written.keys()].filter((path) => /dockerfile/i.test(path)),
    ci: [...written].flatMap(([path, { content }]) =>
      path.endsWith('ci.yml') ? [/docker build .*/.exec(content.toString('utf8'))?.[0]] : [],
    ),
    comment: /docker build .*/.exec(textOf(written, heroku.build.docker.web))?.[0],
    left: /\.\.\/(?:heroku\.)?Dockerfile/.exec(textOf(written, 'nix/project.nix'))?.[0],
    stored: answers.project?.dockerfile,
    told: requirements.filter(({ kind, headline }) => kind === 'existing' && headline.includes('Dockerfile')),
  };
}

const ours = {
  heroku: 'Dockerfile',
  written: ['Dockerfile'],
  ci: ['docker build --tag app .'],
  comment: 'docker build --tag app .',
  left: '../Dockerfile',
  stored: 'Dockerfile',
  told: [],
};
const beside = {
  heroku: 'heroku.Dockerfile',
  written: ['heroku.Dockerfile'],
  ci: ['docker build --file heroku.Dockerfile --tag app .'],
  comment: 'docker build --file heroku.Dockerfile --tag app .',
  left: '../heroku.Dockerfile',
  stored: 'heroku.Dockerfile',
  told: [],
};

describe('our Dockerfile', () => {
  it.each(['github', 'gitlab'])('has the usual name where there is none (%s)', async (ci) => {
    expect(await namesIn({}, `--ci=${ci}`)).toEqual(ours);
    expect(await namesIn({ 'docker/Dockerfile': 'FROM a\n', 'web.Dockerfile': 'FROM a\n' }, `--ci=${ci}`)).toEqual(
      ours,
    );
  });

  it.each([
    ['Dockerfile', 'FROM python:3.13\nCMD ["gunicorn"]\n'],
    ['Dockerfile', ''],
    ['Dockerfile', 'FROM nixos/nix\nRUN nix build .#app\n'],
    ['dockerfile', 'FROM python:3.13\n'],
  ])("stands beside a %s of the project's own, and everything names it: %j", async (path, text) => {
    for (const ci of ['github', 'gitlab']) expect(await namesIn({ [path]: text }, `--ci=${ci}`)).toEqual(beside);
  });

  it('keeps its name once it is there', async () => {
    const { files } = await outcomeOf(temporaryFolder(project));
    expect(await namesIn({ Dockerfile: textOf(files, 'Dockerfile') })).toEqual(ours);
    const { files: others } = await outcomeOf(temporaryFolder({ ...project, Dockerfile: 'FROM a\n' }));
    const both = { Dockerfile: 'FROM a\n', 'heroku.Dockerfile': textOf(others, 'heroku.Dockerfile') };
    expect(await namesIn(both)).toEqual(beside);
  });

  it("says so if both names are the project's", async () => {
    const { told } = await namesIn({ Dockerfile: 'FROM a\n', 'heroku.Dockerfile': 'FROM b\n' });
    expect(told).toMatchObject([{ stage: 'keep', evidence: [{ path: 'heroku.Dockerfile', line: 1 }] }]);
  });
});
