import { describe, expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const told = (files: Files): string[] =>
  toldAt(temporaryFolder(files)).filter((each) => each.includes('running, and Heroku'));

const python = (code: string, command = 'worker: python job.py'): Files => ({
  'requirements.txt': 'requests\ncelery\n',
  'job.py': code,
  Procfile: `${command}\n`,
});

describe('a process that seems to end', () => {
  it.each([
    python('import sys\nprint(sys.version)\n'),
    python(
      'import requests\n\n\ndef fetch():\n    return requests.get("https://example.com").json()\n\n\nprint(fetch())\n',
    ),
    python('# while True: it would last\nprint(1)\n', 'clock: python job.py'),
    {
      'package.json': '{"dependencies":{"axios":"1"}}',
      'job.js': 'console.log(1);\n',
      Procfile: 'worker: node job.js\n',
    },
    {
      'go.mod': 'module example.com/job\n',
      'main.go': 'package main\n\nfunc main() {\n\tprintln(1)\n}\n',
      Procfile: 'worker: job\n',
    },
  ])('is told: %j', (files) => {
    expect(told(files)).toEqual([
      expect.stringMatching(/^unknown: Nothing in \S+ seems to keep \w+ running.*heroku addons:create/),
    ]);
  });

  it.each([
    python('import time\nwhile True:\n    time.sleep(1)\n'),
    python('from bot import Bot\nBot("token").run()\n'),
    python('print(1)\n', 'release: python job.py\nworker: celery -A job worker'),
    python('print(1)\n', 'worker: python -m celery -A job worker'),
    python('from job2 import go\ngo()\n', 'worker: python other.py'),
    {
      'package.json': '{"dependencies":{"discord.js":"14"}}',
      'job.js': 'client.login(t);\n',
      Procfile: 'worker: node job.js\n',
    },
    {
      'go.mod': 'module example.com/job\n',
      'main.go': 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n',
      Procfile: 'worker: job\n',
    },
  ])("isn't told of one that lasts, or that can't be read: %j", (files) => {
    expect(told(files)).toEqual([]);
  });
});
