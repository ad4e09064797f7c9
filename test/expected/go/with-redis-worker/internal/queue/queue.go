// Package queue is the job queue: Asynq, in Redis (https://github.com/hibiken/asynq).
package queue

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/hibiken/asynq"

	"my-app/internal/store"
)

// The limits of a job.
var (
	Attempts     = 5
	Pause        = 10 * time.Second // before the second attempt; each one is twice as long
	longestPause = 10 * time.Minute
	Timeout      = time.Minute // for one attempt
	keptDone     = 24 * time.Hour
	grace        = 25 * time.Second // Heroku kills the process 30 seconds after SIGTERM
)

const name = "default"

// Task does one job.
type Task func(ctx context.Context, logger *slog.Logger, id, text string) error

// connection gives Asynq this process's client.
type connection struct{}

func (connection) MakeRedisClient() any {
	client, err := store.Client()
	if err != nil {
		panic(err) // checked before
	}
	return client
}

var inspector = sync.OnceValue(func() *asynq.Inspector { return asynq.NewInspector(connection{}) })

// Put adds a job, and returns its ID.
func Put(ctx context.Context, text string) (string, error) {
	if _, err := store.Client(); err != nil {
		return "", err
	}
	// A new one each time: a client tells Redis only once which queue it uses, and Redis forgets
	// that if it's restarted without its data.
	client := asynq.NewClient(connection{})
	content, err := json.Marshal(text)
	if err != nil {
		return "", err
	}
	id := strings.ToLower(rand.Text())
	_, err = client.EnqueueContext(ctx, asynq.NewTask("task", content),
		asynq.TaskID(id),
		asynq.MaxRetry(Attempts-1),
		asynq.Timeout(Timeout),
		asynq.Retention(keptDone),
	)
	return id, err
}

// Look returns the state of a job: waiting, running, done or failed. It's empty if there is no
// such job.
func Look(_ context.Context, id string) (string, error) {
	if _, err := store.Client(); err != nil {
		return "", err
	}
	info, err := inspector().GetTaskInfo(name, id)
	if errors.Is(err, asynq.ErrTaskNotFound) || errors.Is(err, asynq.ErrQueueNotFound) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	switch info.State {
	case asynq.TaskStateActive:
		return "running", nil
	case asynq.TaskStateCompleted:
		return "done", nil
	case asynq.TaskStateArchived:
		return "failed", nil
	}
	return "waiting", nil
}

// Work runs jobs, one at a time, until the context is done. Then it waits for the current job.
func Work(told context.Context, logger *slog.Logger, run Task) error {
	if _, err := store.Client(); err != nil {
		return err
	}
	server := asynq.NewServer(connection{}, asynq.Config{
		Concurrency:     1,
		ShutdownTimeout: grace,
		RetryDelayFunc: func(retried int, _ error, _ *asynq.Task) time.Duration {
			return min(Pause<<retried, longestPause)
		},
		Logger:   log{logger},
		LogLevel: asynq.WarnLevel,
	})
	err := server.Start(asynq.HandlerFunc(func(ctx context.Context, task *asynq.Task) error {
		id, _ := asynq.GetTaskID(ctx)
		retried, _ := asynq.GetRetryCount(ctx)
		logger := logger.With("job", id, "attempt", retried+1)
		var text string
		if err := json.Unmarshal(task.Payload(), &text); err != nil {
			return err
		}
		if err := run(ctx, logger, id, text); err != nil {
			logger.Error("job failed", "error", err.Error())
			return err
		}
		logger.Info("job finished")
		return nil
	}))
	if err != nil {
		return err
	}
	<-told.Done()
	server.Shutdown()
	return nil
}

// log writes what Asynq says to the app's log.
type log struct{ *slog.Logger }

func (l log) Debug(words ...any) { l.Logger.Debug(fmt.Sprint(words...)) }
func (l log) Info(words ...any)  { l.Logger.Info(fmt.Sprint(words...)) }
func (l log) Warn(words ...any)  { l.Logger.Warn(fmt.Sprint(words...)) }
func (l log) Error(words ...any) { l.Logger.Error(fmt.Sprint(words...)) }
func (l log) Fatal(words ...any) { l.Logger.Error(fmt.Sprint(words...)) }
