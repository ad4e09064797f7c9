import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { outcomeOf, type Outcome } from '../support/onboarding.js';

const python = { 'requirements.txt': 'requests\n', 'bot.py': 'while True:\n    print("hi")\n' };
const node = {
  'package.json': '{ "main": "bot.js", "scripts": { "start": "node bot.js" } }',
  'bot.js': 'setInterval(() => {}, 1)\n',
};
const go = {
  'go.mod': 'module example.com/bot\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n',
};

const textOf = ({ files }: Outcome, path: string): string => files.get(path)?.content.toString() ?? '';

describe('an app without a web process', () => {
  it.each([
    ['Python', { ...python, Procfile: 'worker: python bot.py\n' }, 'worker', 'python bot.py'],
    ['Node, with a start script', { ...node, Procfile: 'worker: npm start\n' }, 'worker', 'node bot.js'],
    ['Go', { ...go, Procfile: 'bot: bin/bot\n' }, 'bot', 'bin/bot'],
  ])('%s', async (_, files, type, command) => {
    const outcome = await outcomeOf(temporaryFolder(files), ['--ci', 'github']);
    expect(outcome.answers.project?.processes).toEqual({ [type]: command });
    expect(textOf(outcome, 'heroku.yml')).toContain(`run:\n  ${type}: exec /bin/${type}\n`);
    expect(JSON.parse(textOf(outcome, 'app.json'))).toMatchObject({ formation: { [type]: { quantity: 0 } } });
    expect(textOf(outcome, 'Dockerfile')).toContain(`CMD ["/bin/${type}"]`);
    expect(textOf(outcome, 'nix/app.nix')).toContain(`meta.mainProgram = "${type}"`);
    expect(textOf(outcome, '.github/workflows/ci.yml')).toContain('docker build');
    for (const path of outcome.files.keys())
      if (path !== 'nix/dyno.nix')
        expect(textOf(outcome, path), path).not.toMatch(/\/bin\/web|--name web|curl .*\$port/);
    const unmet = outcome.requirements.filter(({ state }) => state.is !== 'met');
    expect(unmet.map(({ kind }) => kind)).toEqual(['scale']);
  });

  it('has no job in GitLab that asks for pages', async () => {
    const outcome = await outcomeOf(temporaryFolder({ ...python, Procfile: 'clock: python bot.py\n' }), [
      '--ci',
      'gitlab',
    ]);
    expect(textOf(outcome, '.gitlab-ci.yml')).not.toMatch(/curl.*PORT|docker logs/);
  });

  it('may be said on the command line', async () => {
    const { answers } = await outcomeOf(temporaryFolder(python), ['--worker', 'python bot.py']);
    expect(answers.project?.processes).toEqual({ worker: 'python bot.py' });
  });

  it('is offered where nothing seems to answer requests', async () => {
    await expect(outcomeOf(temporaryFolder(python))).rejects.toMatchObject({
      problem: { fix: "heroku-nix onboard --worker 'python bot.py'" },
    });
  });
});

describe('an app whose Procfile leaves web out, but which answers requests', () => {
  const worker = { Procfile: 'worker: python bot.py\n' };
  it.each([
    [
      'a framework',
      { 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', ...worker },
    ],
    [
      'code that listens',
      {
        ...node,
        'bot.js': 'require("http").createServer().listen(process.env.PORT)\n',
        Procfile: 'worker: node bot.js\n',
      },
    ],
    ['nothing but a release', { ...node, Procfile: 'release: node bot.js\n' }],
  ])('%s: web is there', async (_, files) => {
    expect(Object.keys((await outcomeOf(temporaryFolder(files))).answers.project?.processes ?? {})[0]).toBe('web');
  });

  it('is asked for its web process if that is not known', async () => {
    const files = {
      'requirements.txt': 'aiohttp\n',
      'bot.py': 'from aiohttp import web\nweb.run_app(web.Application())\n',
      ...worker,
    };
    await expect(outcomeOf(temporaryFolder(files))).rejects.toMatchObject({
      problem: { fix: "heroku-nix onboard --web 'python bot.py'" },
    });
  });
});

describe('process types', () => {
  const typesOf = async (...types: string[]) =>
    outcomeOf(
      temporaryFolder({ ...node, Procfile: ['web', ...types].map((type) => `${type}: node bot.js\n`).join('') }),
    );

  it('named like programs have scripts of other names, and heroku.yml runs those', async () => {
    const outcome = await typesOf('env', 'bash', 'test');
    for (const type of ['env', 'bash', 'test']) {
      expect(textOf(outcome, 'heroku.yml')).toContain(`  ${type}:\n    command:\n      - exec /bin/${type}-process\n`);
      expect(textOf(outcome, 'nix/project.nix')).toContain(`"${type}-process" = `);
    }
    expect(textOf(outcome, 'nix/project.nix')).not.toMatch(/"(?:env|bash|test)" = /);
  });

  it('keep their capitals and digits', async () => {
    const outcome = await typesOf('Worker', '2beat', '007');
    expect(textOf(outcome, 'heroku.yml')).toContain('  Worker:\n    command:\n      - exec /bin/Worker\n');
    expect(textOf(outcome, 'heroku.yml')).toMatch(/\n {2}"?2beat"?:\n {4}command:\n {6}- exec \/bin\/2beat\n/);
    expect(textOf(outcome, 'heroku.yml')).toContain('\n  "007":\n');
    const { formation } = JSON.parse(textOf(outcome, 'app.json')) as { formation: object };
    expect(Object.keys(formation).toSorted()).toEqual(['007', '2beat', 'Worker', 'web']);
  });
});
