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
		pages.ServeHTTP(&refusable{ResponseWriter: w, request: r}, r)
	})
}

// refusable replaces the answer to a request that matches no page.
type refusable struct {
	http.ResponseWriter
	request *http.Request
	refused bool
}

func (a *refusable) WriteHeader(status int) {
	if a.request.Pattern == "" { // the mux sets it
		a.refused = true
		writeError(a.ResponseWriter, status)
		return
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *refusable) Write(body []byte) (int, error) {
	if a.refused {
		return len(body), nil
	}
	return a.ResponseWriter.Write(body)
}

// Unwrap lets http.ResponseController reach the real writer.
func (a *refusable) Unwrap() http.ResponseWriter { return a.ResponseWriter }
