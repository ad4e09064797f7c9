package database

import (
	"net/url"
	"testing"
)

func TestTLSUnlessOnThisMachine(t *testing.T) {
	for given, want := range map[string]string{
		"postgres://me:secret@ec2.example.com:5432/notes": "require",
		"postgres://me@127.0.0.1:5432/notes":              "disable",
		"postgres://me@[::1]:5432/notes":                  "disable",
		"postgres:///notes":                               "disable",
		"postgres://h/notes?sslmode=verify-full":          "verify-full",
	} {
		text, err := address(given)
		if err != nil {
			t.Fatal(err)
		}
		settings, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := settings.Query().Get("sslmode"); got != want {
			t.Errorf("%s: %s, not %s", given, got, want)
		}
	}
	if _, err := address(""); err == nil {
		t.Error("an empty address is accepted")
	}
}
