import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A registry's answer. */
export const says =
  (text: string) =>
  (response: ServerResponse): void => {
    response.end(text);
  };

/** The relevant part of a registry's answer for a package. */
export const newest = (version: unknown): string => JSON.stringify({ name: 'x', 'dist-tags': { latest: version } });

/** A registry on this machine, and the requests it received. */
export async function registryThat(
  answer: (response: ServerResponse) => void = says(newest('99.0.0')),
  host = '127.0.0.1',
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${Object.keys(request.headers).sort().join()}`);
    answer(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
