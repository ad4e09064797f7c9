package store

import (
	"testing"
)

func TestARedisThatDoesNotAnswerIsAnError(t *testing.T) {
	for _, url := range []string{"redis://127.0.0.1:1", ""} {
		t.Setenv("REDIS_URL", url)
		if err := Check(t.Context()); err == nil {
			t.Errorf("%q answers", url)
		}
	}
}

func TestRedisAnswers(t *testing.T) {
	if err := Check(t.Context()); err != nil {
		t.Error(err)
	}
}
