// Package app is the web app: its pages, without the server that runs them.
package app

import (
	_ "embed"
	"encoding/json"
	"log/slog"
	"net/http"
)

//go:embed index.html
var index []byte

//go:embed style.css
var style []byte

// Version says what is running.
type Version struct {
	Build   string
	Release string // empty if Heroku doesn't set it
}

// New returns the pages, with logging and everything else that every request goes through.
func New(logger *slog.Logger, version Version) http.Handler {
	pages := http.NewServeMux()
	pages.HandleFunc("GET /{$}", file("text/html; charset=utf-8", index))
	pages.HandleFunc("GET /style.css", file("text/css; charset=utf-8", style))
	pages.HandleFunc("GET /healthz", health(logger))
	pages.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		var release *string
		if version.Release != "" {
			release = &version.Release
		}
		writeJSON(w, map[string]any{"build": version.Build, "release": release})
	})
	notes(pages, logger)
	visits(pages, logger)
	jobs(pages, logger)
	return behindRouter(logRequests(logger, secure(pages)))
}

func file(contentType string, content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Write(content)
	}
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
