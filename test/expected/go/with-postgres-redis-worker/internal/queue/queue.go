// Package queue is the job queue: a table in PostgreSQL.
package queue

import (
	"context"
	"database/sql"
	"errors"

	"my-app/internal/database"
)

// Job is the state of a job.
type Job struct {
	ID     string  `json:"id"`
	State  string  `json:"state"` // waiting, done, failed
	Result *string `json:"result"`
}

// Skips the rows that other workers are holding.
const next = `
	SELECT id, text FROM jobs WHERE state = 'waiting'
	ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`

// Put adds a job at the end of the queue.
func Put(ctx context.Context, text string) (id string, err error) {
	pool, err := database.Pool()
	if err != nil {
		return "", err
	}
	err = pool.QueryRowContext(ctx, "INSERT INTO jobs (text) VALUES ($1) RETURNING id", text).Scan(&id)
	return id, err
}

// Look returns the job with an id, or nil if there is none.
func Look(ctx context.Context, id string) (*Job, error) {
	pool, err := database.Pool()
	if err != nil {
		return nil, err
	}
	job := Job{ID: id}
	row := pool.QueryRowContext(ctx, "SELECT state, result FROM jobs WHERE id::text = $1", id)
	if err := row.Scan(&job.State, &job.Result); errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return &job, nil
}

// Work runs the next job, if there is one, and returns its id.
//
// It all happens in one transaction: if this process is killed, the job is still waiting.
func Work(ctx context.Context, perform func(string) (string, error)) (id string, err error) {
	pool, err := database.Pool()
	if err != nil {
		return "", err
	}
	transaction, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer transaction.Rollback() // does nothing after Commit
	var text string
	if err := transaction.QueryRowContext(ctx, next).Scan(&id, &text); errors.Is(err, sql.ErrNoRows) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	state := "done"
	result, err := perform(text)
	if err != nil {
		state, result = "failed", err.Error()
	}
	update := "UPDATE jobs SET state = $1, result = $2 WHERE id = $3"
	if _, err := transaction.ExecContext(ctx, update, state, result, id); err != nil {
		return "", err
	}
	return id, transaction.Commit()
}
