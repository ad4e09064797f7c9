package app

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(handler http.Handler, path string, headers map[string]string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodGet, path, nil)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func quiet() *slog.Logger { return NewLogger(io.Discard) }

func TestPages(t *testing.T) {
	for _, test := range []struct {
		path        string
		version     Version
		status      int
		contentType string
		body        string
	}{
		{"/", Version{}, 200, "text/html; charset=utf-8", "<h1>"},
		{"/style.css", Version{}, 200, "text/css; charset=utf-8", "h1 {"},
		{"/healthz", Version{}, 200, "application/json", `{"status":"ok"}`},
		{"/version", Version{Build: "dev"}, 200, "application/json", `{"build":"dev","release":null}`},
		{"/version", Version{"abc", "v7"}, 200, "application/json", `{"build":"abc","release":"v7"}`},
		{"/nothing", Version{}, 404, "application/json", `{"error":"Not Found"}`},
	} {
		t.Run(test.path, func(t *testing.T) {
			answer := get(New(quiet(), test.version), test.path, nil)
			if answer.Code != test.status {
				t.Errorf("status %d", answer.Code)
			}
			if got := answer.Header().Get("Content-Type"); got != test.contentType {
				t.Errorf("content type %s", got)
			}
			if got := answer.Body.String(); !strings.Contains(got, test.body) {
				t.Errorf("body %s", got)
			}
		})
	}
}

func TestEachRequestIsOneLineOfJSON(t *testing.T) {
	var log bytes.Buffer
	get(New(NewLogger(&log), Version{}), "/healthz?token=secret", map[string]string{
		"X-Forwarded-For":   "10.0.0.1, 203.0.113.9",
		"X-Forwarded-Proto": "https",
		"X-Request-ID":      "one",
	})
	if strings.Count(log.String(), "\n") != 1 || strings.Contains(log.String(), "secret") {
		t.Fatalf("log: %s", log.String())
	}
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"level":      "info",
		"message":    "request",
		"method":     "GET",
		"scheme":     "https",
		"path":       "/healthz",
		"status":     200.0,
		"remote":     "203.0.113.9",
		"request_id": "one",
	} {
		if line[key] != want {
			t.Errorf("%s is %v, not %v", key, line[key], want)
		}
	}
	for _, key := range []string{"time", "duration_ms"} {
		if _, ok := line[key]; !ok {
			t.Errorf("no %s", key)
		}
	}
}

func TestAPanicIsLoggedAndAnswered(t *testing.T) {
	var log bytes.Buffer
	broken := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("broken") })
	answer := get(logRequests(NewLogger(&log), broken), "/", nil)
	if answer.Code != http.StatusInternalServerError {
		t.Errorf("status %d", answer.Code)
	}
	if !strings.Contains(log.String(), `"error":"broken"`) || !strings.Contains(log.String(), `"status":500`) {
		t.Errorf("log: %s", log.String())
	}
}

func TestHTTPIsRedirectedToHTTPS(t *testing.T) {
	handler := New(quiet(), Version{})
	routed := map[string]string{"X-Forwarded-Proto": "http"}
	moved := get(handler, "/version?a=b", routed)
	if got := moved.Header().Get("Location"); moved.Code != 308 || got != "https://example.com/version?a=b" {
		t.Errorf("status %d, to %s", moved.Code, got)
	}
	if health := get(handler, "/healthz", routed); health.Code != http.StatusOK {
		t.Errorf("/healthz: status %d", health.Code)
	}
	post := httptest.NewRequest(http.MethodPost, "/", nil)
	post.Header.Set("X-Forwarded-Proto", "http")
	refused := httptest.NewRecorder()
	handler.ServeHTTP(refused, post)
	if refused.Code != http.StatusForbidden {
		t.Errorf("POST: status %d", refused.Code)
	}
	secure := get(handler, "/", map[string]string{"X-Forwarded-Proto": "https"}).Header()
	if secure.Get("Strict-Transport-Security") == "" || secure.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers: %v", secure)
	}
}

func TestEachAnswerHasARequestID(t *testing.T) {
	var log bytes.Buffer
	handler := New(NewLogger(&log), Version{})
	given := get(handler, "/", map[string]string{"X-Request-ID": "one-of-heroku"})
	if got := given.Header().Get("X-Request-ID"); got != "one-of-heroku" {
		t.Errorf("ID %s", got)
	}
	if !strings.Contains(log.String(), `"request_id":"one-of-heroku"`) {
		t.Errorf("log: %s", log.String())
	}
	odd := get(handler, "/", map[string]string{"X-Request-ID": `odd "one"`})
	if got := odd.Header().Get("X-Request-ID"); len(got) != 26 {
		t.Errorf("ID %s", got)
	}
}

func TestALargeBodyIsRejected(t *testing.T) {
	pages := http.NewServeMux()
	pages.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err == nil {
			t.Error("all of it was read")
		}
	})
	body := strings.NewReader(strings.Repeat("x", largest+1))
	secure(pages).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/echo", body))
}

func TestAMethodThatNoPageHasIsRefused(t *testing.T) {
	answer := httptest.NewRecorder()
	New(quiet(), Version{}).ServeHTTP(answer, httptest.NewRequest(http.MethodDelete, "/version", nil))
	if answer.Code != http.StatusMethodNotAllowed || answer.Header().Get("Allow") == "" {
		t.Errorf("status %d, %v", answer.Code, answer.Header())
	}
}
