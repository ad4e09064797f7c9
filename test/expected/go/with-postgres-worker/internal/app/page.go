package app

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// page answers a request. Its error is logged, but not shown to the client.
type page func(http.ResponseWriter, *http.Request) error

func serve(logger *slog.Logger, page page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		// Heroku's router gives up after 30 seconds.
		ctx, cancel := context.WithTimeout(r.Context(), 20*time.Second)
		defer cancel()
		if err := page(w, r.WithContext(ctx)); err != nil {
			logger.ErrorContext(ctx, "failed", "path", r.URL.Path, "error", err.Error())
			respond(w, http.StatusInternalServerError, map[string]string{"error": "Internal Server Error"})
		}
	}
}

func respond(w http.ResponseWriter, status int, value any) error {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(value)
}

// readText reads {"text": "…"} from a request. If the text is missing or too long, it answers the
// request with an error and returns false.
func readText(w http.ResponseWriter, r *http.Request) (string, bool) {
	var body struct{ Text string }
	err := json.NewDecoder(r.Body).Decode(&body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		respond(w, http.StatusRequestEntityTooLarge, map[string]string{"error": "the request is too large"})
		return "", false
	}
	length := utf8.RuneCountInString(body.Text)
	if err != nil || length == 0 || length > 1000 || strings.Contains(body.Text, "\x00") {
		respond(w, http.StatusBadRequest, map[string]string{"error": "a text of at most 1000 characters is required"})
		return "", false
	}
	return body.Text, true
}
