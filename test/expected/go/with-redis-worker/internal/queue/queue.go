// Package queue is the job queue: a list in Redis, and a hash for each job.
package queue

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"github.com/gomodule/redigo/redis"

	"my-app/internal/store"
)

// Job is the state of a job.
type Job struct {
	ID     string  `json:"id"`
	State  string  `json:"state"` // waiting, done, failed
	Result *string `json:"result"`
}

const (
	waiting = "jobs:waiting"
	kept    = 24 * 3600 // seconds until Redis forgets a job
)

var me = rand.Text()

// Put adds a job at the end of the queue.
func Put(ctx context.Context, text string) (string, error) {
	connection, err := store.Get(ctx)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	id := rand.Text()
	connection.Send("MULTI")
	connection.Send("HSET", "job:"+id, "state", "waiting", "text", text)
	connection.Send("EXPIRE", "job:"+id, kept)
	connection.Send("LPUSH", waiting, id)
	_, err = redis.DoContext(connection, ctx, "EXEC")
	return id, err
}

// Look returns the job with an id, or nil if there is none.
func Look(ctx context.Context, id string) (*Job, error) {
	fields, err := redis.StringMap(store.Do(ctx, "HGETALL", "job:"+id))
	if err != nil || len(fields) == 0 {
		return nil, err
	}
	job := Job{ID: id, State: fields["state"]}
	if result, ok := fields["result"]; ok {
		job.Result = &result
	}
	return &job, nil
}

// Work runs the next job, if there is one, and returns its id.
//
// Until it's done, the job is in a list that belongs to this worker, with a lease until the
// context's deadline. If this process is killed, the lease runs out, and another worker puts
// the job back in the queue.
func Work(ctx context.Context, perform func(string) (string, error)) (string, error) {
	mine := "jobs:doing:" + me
	lease := time.Minute
	if deadline, ok := ctx.Deadline(); ok {
		lease = time.Until(deadline)
	}
	if _, err := store.Do(ctx, "SET", "jobs:lease:"+me, "", "PX", lease.Milliseconds()); err != nil {
		return "", err
	}
	id, err := redis.String(store.Do(ctx, "LMOVE", waiting, mine, "RIGHT", "LEFT"))
	if errors.Is(err, redis.ErrNil) {
		return "", putBack(ctx)
	} else if err != nil {
		return "", err
	}
	text, err := redis.String(store.Do(ctx, "HGET", "job:"+id, "text"))
	if err != nil && !errors.Is(err, redis.ErrNil) {
		return "", err
	}
	state := "done"
	result, err := perform(text)
	if err != nil {
		state, result = "failed", err.Error()
	}
	connection, err := store.Get(ctx)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	connection.Send("MULTI")
	connection.Send("HSET", "job:"+id, "state", state, "result", result)
	connection.Send("EXPIRE", "job:"+id, kept)
	connection.Send("LREM", mine, 0, id)
	_, err = redis.DoContext(connection, ctx, "EXEC")
	return id, err
}

// putBack puts the jobs of workers that are gone back in the queue.
func putBack(ctx context.Context) error {
	for cursor := "0"; ; {
		page, err := redis.Values(store.Do(ctx, "SCAN", cursor, "MATCH", "jobs:doing:*"))
		if err != nil {
			return err
		}
		var lists []string
		if _, err := redis.Scan(page, &cursor, &lists); err != nil {
			return err
		}
		for _, list := range lists {
			lease := strings.Replace(list, "doing", "lease", 1)
			alive, err := redis.Bool(store.Do(ctx, "EXISTS", lease))
			if err != nil {
				return err
			}
			if alive {
				continue
			}
			_, err = redis.String(store.Do(ctx, "LMOVE", list, waiting, "LEFT", "RIGHT"))
			if err != nil && !errors.Is(err, redis.ErrNil) {
				return err
			}
		}
		if cursor == "0" {
			return nil
		}
	}
}
