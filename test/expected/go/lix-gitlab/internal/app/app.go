// Package app is the web app: its pages, without the server that runs them.
package app

import (
	"embed"
	"encoding/json"
	"log/slog"
	"net/http"
)

//go:embed index.html style.css
var files embed.FS

// Version says what is running.
type Version struct {
	Build   string
	Release string // empty if Heroku doesn't set it
}

// New returns the pages, with logging and everything else that every request goes through.
func New(logger *slog.Logger, version Version) http.Handler {
	pages := http.NewServeMux()
	pages.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "index.html")
	})
	pages.Handle("GET /style.css", http.FileServerFS(files))
	pages.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]string{"status": "ok"})
	})
	pages.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		var release *string
		if version.Release != "" {
			release = &version.Release
		}
		writeJSON(w, map[string]any{"build": version.Build, "release": release})
	})
	return behindRouter(logRequests(logger, secure(withErrors(pages))))
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(value)
}

func writeError(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": http.StatusText(status)})
}

// withErrors answers in JSON what no page answers.
func withErrors(pages *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse, pattern := pages.Handler(r)
		if pattern != "" {
			pages.ServeHTTP(w, r)
			return
		}
		only := &statusOnly{ResponseWriter: w}
		refuse.ServeHTTP(only, r)
		writeError(w, only.status)
	})
}

// statusOnly remembers a status, and passes on only the headers.
type statusOnly struct {
	http.ResponseWriter
	status int
}

func (s *statusOnly) WriteHeader(status int) { s.status = status }

func (s *statusOnly) Write(body []byte) (int, error) { return len(body), nil }
