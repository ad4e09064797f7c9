/* registry.js <folder>: serves the packages whose tarballs are in a folder to npm, on a free port of this machine. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
const packages = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .map((file) => {
      const content = readFileSync(join(folder, file));
      /** @type {unknown} */
      const parsed = JSON.parse(
        execFileSync('tar', ['-xzOf', join(folder, file), 'package/package.json'], { encoding: 'utf8' }),
      );
      const manifest = /** @type {{ name: string, version: string }} */ (parsed);
      return [manifest.name, { manifest, content, integrity: createHash('sha512').update(content).digest('base64') }];
    }),
);

const server = createServer((request, response) => {
  const [, name = '', tarball] = decodeURIComponent(request.url ?? '').split('/');
  const found = packages.get(name);
  if (!found) {
    response.writeHead(404).end('{}');
    return;
  }
  if (tarball !== undefined) {
    response.end(found.content);
    return;
  }
  const { manifest, integrity } = found;
  const dist = {
    tarball: `http://${request.headers.host ?? ''}/${name}/package.tgz`,
    integrity: `sha512-${integrity}`,
  };
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...manifest, dist } },
    }),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') writeFileSync(join(folder, `port-${address.port}`), '');
});
