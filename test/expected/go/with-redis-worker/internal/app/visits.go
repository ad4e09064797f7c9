package app

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/gomodule/redigo/redis"

	"my-app/internal/store"
)

// visits adds a counter in Redis, as an example: replace it with your own pages.
func visits(pages *http.ServeMux, logger *slog.Logger) {
	answer := func(command string) http.HandlerFunc {
		return serve(logger, func(w http.ResponseWriter, r *http.Request) error {
			count, err := redis.Int64(store.Do(r.Context(), command, "visits"))
			if err != nil && !errors.Is(err, redis.ErrNil) {
				return err
			}
			return respond(w, http.StatusOK, map[string]int64{"visits": count})
		})
	}
	pages.HandleFunc("GET /visits", answer("GET"))
	pages.HandleFunc("POST /visits", answer("INCR"))
}
