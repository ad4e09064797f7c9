// Package queue is the queue of jobs: a table.
package queue

import (
	"context"
	"database/sql"
	"errors"

	"my-app/internal/database"
)

// Job is what can be seen of a job.
type Job struct {
	ID     string  `json:"id"`
	State  string  `json:"state"` // waiting, done, failed
	Result *string `json:"result"`
}

// A row that another worker holds is passed over.
const next = `
	SELECT id, text FROM jobs WHERE state = 'waiting'
	ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`

// Put puts a job at the end.
func Put(ctx context.Context, text string) (id string, err error) {
	pool, err := database.Pool()
	if err != nil {
		return "", err
	}
	err = pool.QueryRowContext(ctx, "INSERT INTO jobs (text) VALUES ($1) RETURNING id", text).Scan(&id)
	return id, err
}

// Look looks at a job; nil if there is none.
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

// Work does the next job, if there is one, and tells which.
//
// All of it is one transaction: if this process is killed, the job waits again.
func Work(ctx context.Context, perform func(string) (string, error)) (id string, err error) {
	pool, err := database.Pool()
	if err != nil {
		return "", err
	}
	transaction, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer transaction.Rollback() // of no effect after Commit
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
