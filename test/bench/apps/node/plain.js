// A plain Fastify app with the pages of the generated one: what `npm run bench:apps` compares that one with.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

const { DATABASE_URL, LOG, PAGES, PORT, REDIS_URL } = process.env;
const index = readFileSync(`${PAGES}/index.html`);

const app = Fastify({ logger: Boolean(LOG), disableRequestLogging: true });

if (LOG) {
  // Fastify's own log has two lines for each request.
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ req: request, res: reply, responseTime: reply.elapsedTime }, 'request completed');
  });
}

app.get('/', (_request, reply) => reply.type('text/html').send(index));

app.get('/healthz', () => ({ status: 'ok' }));

if (DATABASE_URL) {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 3 });
  app.get('/notes', async () => {
    const { rows } = await pool.query('SELECT id::int, text FROM notes ORDER BY id DESC LIMIT 20');
    return rows;
  });
}

if (REDIS_URL) {
  const { createClient } = await import('@redis/client');
  const redis = await createClient({ url: REDIS_URL }).connect();
  app.get('/visits', async () => ({ visits: Number(await redis.get('visits')) }));
}

await app.listen({ host: '127.0.0.1', port: Number(PORT) });
