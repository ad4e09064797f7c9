// Package store connects to Redis: one connection pool per process.
package store

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/gomodule/redigo/redis"
)

// Heroku's smallest plan allows 20 connections.
const size = 4

const timeout = 2 * time.Second

// pool is created on first use, and so are its connections.
var pool = sync.OnceValue(func() *redis.Pool {
	return &redis.Pool{
		MaxActive:   size,
		MaxIdle:     size,
		IdleTimeout: 5 * time.Minute,
		Wait:        true,
		DialContext: dial,
		// Drops a connection that the server closed before it is used.
		TestOnBorrowContext: func(ctx context.Context, connection redis.Conn, _ time.Time) error {
			_, err := redis.DoContext(connection, ctx, "PING")
			return err
		},
	}
})

func dial(ctx context.Context) (redis.Conn, error) {
	url := os.Getenv("REDIS_URL")
	if url == "" {
		return nil, errors.New("REDIS_URL is not set")
	}
	return redis.DialURLContext(ctx, url,
		redis.DialConnectTimeout(timeout),
		redis.DialReadTimeout(timeout),
		redis.DialWriteTimeout(timeout),
		// Heroku uses self-signed certificates, so the connection is encrypted, but the server
		// isn't verified.
		redis.DialTLSSkipVerify(true),
	)
}

// Get takes a connection from the pool. The caller must close it.
func Get(ctx context.Context) (redis.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	return pool().GetContext(ctx)
}

// Do runs one command.
func Do(ctx context.Context, command string, args ...any) (any, error) {
	connection, err := Get(ctx)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	return redis.DoContext(connection, ctx, command, args...)
}

// Check returns an error if Redis does not answer.
func Check(ctx context.Context) error {
	_, err := Do(ctx, "PING")
	return err
}
