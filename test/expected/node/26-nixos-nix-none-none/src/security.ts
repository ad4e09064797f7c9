// HTTPS, and headers that tell browsers to be careful.
import type { FastifyInstance } from "fastify";

const headers = {
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export function secure(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers({ ...headers, "x-request-id": request.id });
    if (request.protocol === "https")
      reply.header("strict-transport-security", "max-age=31536000");
    // Heroku's router says how the client came. Without that header, the request is from this
    // machine.
    const isRouted = "x-forwarded-proto" in request.headers;
    if (request.protocol === "https" || !isRouted) done();
    else if (request.url === "/healthz") done();
    else if (request.method !== "GET" && request.method !== "HEAD")
      reply.code(403).send({ error: "use https" });
    else reply.redirect(`https://${request.host}${request.url}`, 308);
  });
}
