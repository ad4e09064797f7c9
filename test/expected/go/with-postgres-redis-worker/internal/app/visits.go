package app

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/redis/go-redis/v9"

	"my-app/internal/store"
)

// visits adds a counter in Redis, as an example: replace it with your own.
func visits(pages *http.ServeMux, logger *slog.Logger) {
	pages.HandleFunc("GET /visits", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		client, err := store.Client()
		if err != nil {
			return err
		}
		count, err := client.Get(r.Context(), "visits").Int64()
		if err != nil && !errors.Is(err, redis.Nil) {
			return err
		}
		return respond(w, http.StatusOK, map[string]int64{"visits": count})
	}))

	pages.HandleFunc("POST /visits", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		client, err := store.Client()
		if err != nil {
			return err
		}
		count, err := client.Incr(r.Context(), "visits").Result()
		if err != nil {
			return err
		}
		return respond(w, http.StatusOK, map[string]int64{"visits": count})
	}))
}
