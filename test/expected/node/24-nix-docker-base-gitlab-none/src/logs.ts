import { LogController, type FastifyReply, type FastifyRequest } from "fastify";

/** One JSON object per line, with time, level and message. */
export const logger = {
  base: null,
  messageKey: "message",
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (level: string) => ({ level }) },
};

/** Logs one line per request, when it's answered, without the query: it may hold secrets. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: "request_id" });
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(
    _error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const line = {
      method: request.method,
      scheme: request.protocol,
      path: request.url.split("?", 1)[0],
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime),
      remote: request.ip,
    };
    request.log.info(line, "request");
  }
}
