package app

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
)

// page answers a request. Its error is logged, but not shown to the client.
type page func(http.ResponseWriter, *http.Request) error

func serve(logger *slog.Logger, page page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := page(w, r); err != nil {
			logger.Error("failed", "path", r.URL.Path, "error", err.Error())
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

// text reads {"text": "…"} from a request. If the text is missing or too long, it answers the
// request with an error and returns false.
func text(w http.ResponseWriter, r *http.Request) (string, bool) {
	var body struct{ Text string }
	err := json.NewDecoder(io.LimitReader(r.Body, 10_000)).Decode(&body)
	if length := len([]rune(body.Text)); err != nil || length == 0 || length > 1000 {
		respond(w, http.StatusBadRequest, map[string]string{"error": "a text of at most 1000 characters is required"})
		return "", false
	}
	return body.Text, true
}
