package app

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// NewLogger writes one JSON object per line, with time, level and message, and the ID of the
// request whose context is given.
func NewLogger(out io.Writer) *slog.Logger {
	return slog.New(withID{slog.NewJSONHandler(out, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
			if len(groups) > 0 {
				return attr
			}
			switch attr.Key {
			case slog.TimeKey:
				attr.Value = slog.TimeValue(attr.Value.Time().UTC())
			case slog.LevelKey:
				level, _ := attr.Value.Any().(slog.Level)
				attr.Value = slog.StringValue(strings.ToLower(level.String()))
			case slog.MessageKey:
				attr.Key = "message"
			}
			return attr
		},
	})})
}

// withID adds the ID of the request to each line.
type withID struct{ slog.Handler }

func (h withID) Handle(ctx context.Context, record slog.Record) error {
	if id := originOf(ctx).id; id != "" {
		record.AddAttrs(slog.String("request_id", id))
	}
	return h.Handler.Handle(ctx, record)
}

func (h withID) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withID{h.Handler.WithAttrs(attrs)}
}

func (h withID) WithGroup(name string) slog.Handler {
	return withID{h.Handler.WithGroup(name)}
}

// logRequests logs one line per request, without the query: it may hold secrets. It also logs
// panics, and answers them with 500.
func logRequests(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		answer := &answer{ResponseWriter: w, request: r}
		defer func() {
			problem := recover()
			if problem != nil && problem != http.ErrAbortHandler {
				logger.ErrorContext(r.Context(), "panic", "error", problem, "stack", string(debug.Stack()))
				if answer.status == 0 {
					writeError(answer, http.StatusInternalServerError)
				}
			}
			// Straight to the handler: the logger would look up this line of code each time.
			line := slog.NewRecord(time.Now(), slog.LevelInfo, "request", 0)
			line.AddAttrs(
				slog.String("method", r.Method),
				slog.String("scheme", originOf(r.Context()).scheme),
				slog.String("path", r.URL.Path),
				slog.Int("status", answer.sent()),
				slog.Int64("duration_ms", line.Time.Sub(start).Milliseconds()),
				slog.String("remote", r.RemoteAddr),
			)
			logger.Handler().Handle(r.Context(), line)
			if problem == http.ErrAbortHandler {
				panic(problem)
			}
		}()
		next.ServeHTTP(answer, r)
	})
}
