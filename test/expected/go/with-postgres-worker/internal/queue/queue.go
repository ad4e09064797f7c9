// Package queue is the job queue: River, in PostgreSQL (https://riverqueue.com).
package queue

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"my-app/internal/database"
)

// The limits of a job.
var (
	Attempts     = 5
	Pause        = 10 * time.Second // before the second attempt; each one is twice as long
	longestPause = 10 * time.Minute
	Timeout      = time.Minute           // for one attempt
	lost         = Timeout + time.Minute // then, its worker must be dead
	keptDone     = 24 * time.Hour
	keptFailed   = 30 * 24 * time.Hour
	grace        = 25 * time.Second // Heroku kills the process 30 seconds after SIGTERM
)

// Task does one job.
type Task func(ctx context.Context, logger *slog.Logger, id, text string) error

// args is what the queue keeps of a job. The ID is not River's own, which others could guess.
type args struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func (args) Kind() string { return "task" }

// client is the side of the queue that pages use.
var client = sync.OnceValues(func() (*river.Client[pgx.Tx], error) {
	pool, err := database.Pool()
	if err != nil {
		return nil, err
	}
	return river.NewClient(riverpgxv5.New(pool), &river.Config{})
})

// Put adds a job, and returns its ID.
func Put(ctx context.Context, text string) (string, error) {
	client, err := client()
	if err != nil {
		return "", err
	}
	id := strings.ToLower(rand.Text())
	_, err = client.Insert(ctx, args{id, text}, &river.InsertOpts{MaxAttempts: Attempts})
	return id, err
}

var states = map[rivertype.JobState]string{
	rivertype.JobStateRunning:   "running",
	rivertype.JobStateCompleted: "done",
	rivertype.JobStateCancelled: "failed",
	rivertype.JobStateDiscarded: "failed",
}

// Look returns the state of a job: waiting, running, done or failed. It's empty if there is no
// such job.
func Look(ctx context.Context, id string) (string, error) {
	pool, err := database.Pool()
	if err != nil {
		return "", err
	}
	which, err := json.Marshal(map[string]string{"id": id})
	if err != nil {
		return "", err
	}
	var state rivertype.JobState
	err = pool.QueryRow(ctx, "SELECT state FROM river_job WHERE args @> $1", string(which)).Scan(&state)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	if name, known := states[state]; known {
		return name, nil
	}
	return "waiting", nil
}

// Work runs jobs, one at a time, until the context is done. Then it waits for the current job.
func Work(told context.Context, logger *slog.Logger, run Task) error {
	pool, err := database.Pool()
	if err != nil {
		return err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{logger: logger, run: run})
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Logger:                      slog.New(warnings{logger.Handler()}),
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 1}},
		Workers:                     workers,
		RetryPolicy:                 policy{},
		JobTimeout:                  Timeout,
		RescueStuckJobsAfter:        lost,
		CompletedJobRetentionPeriod: keptDone,
		CancelledJobRetentionPeriod: keptFailed,
		DiscardedJobRetentionPeriod: keptFailed,
		// A job that ignores its context holds up no other.
		JobStuckHandler: func(_ context.Context, _ river.JobStuckHandlerParams) river.JobStuckHandlerResult {
			return river.JobStuckHandlerResult{AddWorkerSlot: true}
		},
	})
	if err != nil {
		return err
	}
	if err := client.Start(context.Background()); err != nil {
		return err
	}
	<-told.Done()
	late, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return client.Stop(late)
}

// Migrate makes River's own tables, or brings them up to date.
func Migrate(ctx context.Context) error {
	pool, err := database.Pool()
	if err != nil {
		return err
	}
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

type worker struct {
	river.WorkerDefaults[args]
	logger *slog.Logger
	run    Task
}

func (w *worker) Work(ctx context.Context, job *river.Job[args]) error {
	logger := w.logger.With("job", job.Args.ID, "attempt", job.Attempt)
	if err := w.run(ctx, w.logger, job.Args.ID, job.Args.Text); err != nil {
		// PostgreSQL can't store NUL characters.
		text := strings.ReplaceAll(err.Error(), "\x00", "\uFFFD")
		logger.Error("job failed", "error", text)
		return errors.New(text)
	}
	logger.Info("job finished")
	return nil
}

// policy says when a failed job is tried again.
type policy struct{}

func (policy) NextRetry(job *rivertype.JobRow) time.Time {
	pause := float64(Pause) * math.Pow(2, float64(job.Attempt-1))
	return time.Now().Add(time.Duration(min(pause, float64(longestPause))))
}

// warnings is a log without what River says when all is well.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }
