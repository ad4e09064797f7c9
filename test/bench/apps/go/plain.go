// Command plain is a plain net/http app with the pages of the generated one: what `npm run bench:apps` compares that
// one with.
package main

import (
	"encoding/json"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"
)

// services adds the pages that need one; services.go has it.
var services func(pages *http.ServeMux)

func main() {
	index, err := os.ReadFile(os.Getenv("PAGES") + "/index.html")
	if err != nil {
		log.Fatal(err)
	}
	pages := http.NewServeMux()
	pages.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(index)
	})
	pages.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]string{"status": "ok"})
	})
	if services != nil {
		services(pages)
	}
	var handler http.Handler = pages
	if os.Getenv("LOG") != "" {
		handler = logged(slog.New(slog.NewJSONHandler(os.Stdout, nil)), pages)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), handler))
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}

// logged logs one line per request.
func logged(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		answer := &answer{w, http.StatusOK}
		next.ServeHTTP(answer, r)
		logger.Info("request", "method", r.Method, "path", r.URL.Path, "status", answer.status,
			"duration", time.Since(start), "remote", r.RemoteAddr)
	})
}

type answer struct {
	http.ResponseWriter
	status int
}

func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}
