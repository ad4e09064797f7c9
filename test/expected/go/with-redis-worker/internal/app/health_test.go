package app

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func post(handler http.Handler, path, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, path, strings.NewReader(body)))
	return recorder
}

func TestHealthNamesServicesThatDoNotAnswer(t *testing.T) {
	real := services
	defer func() { services = real }()
	hanging := real[0]
	hanging.name = "hanging"
	hanging.check = func(context.Context) error { select {} } // ignores its context
	broken := real[0]
	broken.name = "broken"
	broken.check = func(context.Context) error { return errors.New("no") }
	services = append(services[:1:1], hanging, broken)

	answer := get(New(quiet(), Version{}), "/healthz", nil)
	if answer.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", answer.Code)
	}
	if got := strings.TrimSpace(answer.Body.String()); got != `{"silent":["hanging","broken"],"status":"unavailable"}` {
		t.Errorf("body %s", got)
	}
}
