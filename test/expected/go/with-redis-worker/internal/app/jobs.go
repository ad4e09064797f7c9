package app

import (
	"log/slog"
	"net/http"

	"my-app/internal/queue"
)

// jobs adds pages that put jobs in the queue, as an example: replace them with your own. What a
// job does is in internal/tasks.
func jobs(pages *http.ServeMux, logger *slog.Logger) {
	pages.HandleFunc("POST /jobs", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		text, ok := readText(w, r)
		if !ok {
			return nil
		}
		id, err := queue.Put(r.Context(), text)
		if err != nil {
			return err
		}
		return respond(w, http.StatusAccepted, map[string]string{"id": id})
	}))

	pages.HandleFunc("GET /jobs/{id}", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		id := r.PathValue("id")
		state, err := queue.Look(r.Context(), id)
		if err != nil {
			return err
		}
		if state == "" {
			return respond(w, http.StatusNotFound, map[string]string{"error": "there is no such job"})
		}
		return respond(w, http.StatusOK, map[string]string{"id": id, "state": state})
	}))
}
