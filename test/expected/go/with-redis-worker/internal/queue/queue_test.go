package queue_test

import (
	"context"
	"net/url"
	"os"
	"testing"

	"my-app/internal/queue"
	"my-app/internal/store"
)

func TestAJobIsKnownAfterRedisHasLostItsData(t *testing.T) {
	// A database of its own: other tests run at the same time.
	address, err := url.Parse(os.Getenv("REDIS_URL"))
	if err != nil {
		t.Fatal(err)
	}
	address.Path = "/9"
	t.Setenv("REDIS_URL", address.String())

	ctx := context.Background()
	client, err := store.Client()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		id, err := queue.Put(ctx, "three little words")
		if err != nil {
			t.Fatal(err)
		}
		state, err := queue.Look(ctx, id)
		if err != nil || state == "" {
			t.Fatalf("state %q, error %v", state, err)
		}
		client.Del(ctx, "asynq:queues") // as good as all, for what comes next
	}
}
