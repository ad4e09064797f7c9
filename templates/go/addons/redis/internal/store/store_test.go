package store

import (
	"testing"
)

func TestARedisThatDoesNotAnswerIsAnError(t *testing.T) {
	for _, url := range []string{"redis://127.0.0.1:1", ""} {
		t.Setenv("REDIS_URL", url)
		client, err := New()
		if err == nil {
			err = client.Ping(t.Context()).Err()
		}
		if err == nil {
			t.Errorf("%q answers", url)
		}
	}
}

func TestCertificatesAreNotVerified(t *testing.T) {
	t.Setenv("REDIS_URL", "rediss://:secret@ec2.example.com:6380")
	options, err := Options()
	if err != nil {
		t.Fatal(err)
	}
	if options.TLSConfig == nil || !options.TLSConfig.InsecureSkipVerify {
		t.Error("Heroku's certificates would be rejected")
	}
}

func TestRedisAnswers(t *testing.T) {
	if err := Check(t.Context()); err != nil {
		t.Error(err)
	}
}
