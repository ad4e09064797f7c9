import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { toldAt } from '../support/examining.js';

const repeated = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length));

const python = (web: string, more: Readonly<Record<string, string>>) => ({
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'app = Flask(__name__)\n',
  Procfile: `web: ${web}\n`,
  ...more,
});

const often = (name: string): string => Array<string>(200).fill(`npm run ${name}`).join(' && ');

describe('a project that was made to be looked at without an end', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a script that starts itself', python('sh a.sh', { 'a.sh': repeated('sh a.sh\n', 20_000) })],
    [
      'scripts that start each other',
      {
        'package.json': JSON.stringify({ scripts: { start: often('a'), a: often('b'), b: often('c'), c: often('a') } }),
      },
    ],
    [
      'settings made of themselves',
      python('gunicorn app:app', { 'gunicorn.conf.py': repeated('bind = bind + bind\n', 90_000) }),
    ],
    [
      'a port made of others',
      python('python app.py', {
        'app.py': `app = Flask(1)\n${repeated('p = p + q + r\nq = p + r\nr = q + p\n', 90_000)}\napp.run(port=p)\n`,
      }),
    ],
    ...[
      "DB = os.path.join('a",
      'subprocess.run([  ',
      'Path("',
      '  x.save("static',
      "fs.writeFileSync('",
      'echo "\\',
      'port = ',
    ].map((text): readonly [string, Readonly<Record<string, string>>] => [
      `100,000 characters of ${text}`,
      python('gunicorn app:app', {
        'app.py': repeated(text, 100_000),
        'setup.sh': repeated(text, 100_000),
        'gunicorn.conf.py': repeated(text, 100_000),
      }),
    ]),
  ])('%s', (_, files) => {
    const folder = temporaryFolder(files);
    const start = performance.now();
    toldAt(folder);
    // Plenty for a busy machine; each of these would take hours.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
