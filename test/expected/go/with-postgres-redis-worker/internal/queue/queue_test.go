package queue_test

import (
	"context"
	"os"
	"testing"

	"my-app/internal/database/fresh"
	"my-app/internal/queue"
)

func TestMain(m *testing.M) { os.Exit(fresh.Run(m)) }

func TestOnlyAJobsOwnIDFindsIt(t *testing.T) {
	ctx := context.Background()
	id, err := queue.Put(ctx, "three little words")
	if err != nil {
		t.Fatal(err)
	}
	for which, expected := range map[string]string{id: "waiting", "1": "", `"}`: ""} {
		if state, err := queue.Look(ctx, which); err != nil || state != expected {
			t.Errorf("%s: state %q, error %v", which, state, err)
		}
	}
}
