package app

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"my-app/internal/database"
	"my-app/internal/store"
)

// services lists what the app uses.
var services = []struct {
	name  string
	check func(context.Context) error
}{
	{"postgres", database.Check},
	{"redis", store.Check},
}

// health checks the services, and names the ones that do not answer.
func health(logger *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		defer cancel()
		answers := make([]chan error, len(services))
		for i, service := range services {
			answers[i] = make(chan error, 1)
			go func() { answers[i] <- service.check(ctx) }()
		}
		silent := []string{}
		for i, service := range services {
			var err error
			select {
			case err = <-answers[i]:
			case <-ctx.Done():
				// Some drivers return later than they should, but this one may have answered.
				select {
				case err = <-answers[i]:
				default:
					err = ctx.Err()
				}
			}
			if err != nil {
				logger.WarnContext(ctx, service.name+" does not answer", "error", err.Error())
				silent = append(silent, service.name)
			}
		}
		if len(silent) > 0 {
			respond(w, http.StatusServiceUnavailable, map[string]any{"status": "unavailable", "silent": silent})
			return
		}
		respond(w, http.StatusOK, map[string]string{"status": "ok"})
	}
}
