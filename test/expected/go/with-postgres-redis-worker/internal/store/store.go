// Package store connects to Redis: one connection pool per process.
package store

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Heroku's smallest plan allows 20 connections. During a deploy, two web dynos and two workers take
// 16 of them, and 2 to be told of jobs to cancel.
const size = 4

const timeout = 2 * time.Second

// Client returns this process's client, created on first use.
var Client = sync.OnceValues(New)

// New creates a client, which connects on first use.
func New() (*redis.Client, error) {
	options, err := Options()
	if err != nil {
		return nil, err
	}
	return redis.NewClient(options), nil
}

// Options returns how to connect. Heroku uses self-signed certificates, so the connection is
// encrypted, but the server isn't verified.
func Options() (*redis.Options, error) {
	url := os.Getenv("REDIS_URL")
	if url == "" {
		return nil, errors.New("REDIS_URL is not set")
	}
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, errors.New("REDIS_URL is not a URL") // not shown, since it may hold a password
	}
	options.PoolSize = size
	options.DialTimeout = timeout
	options.ReadTimeout = timeout
	options.WriteTimeout = timeout
	options.PoolTimeout = timeout
	options.ConnMaxIdleTime = 5 * time.Minute
	options.ContextTimeoutEnabled = true
	if options.TLSConfig != nil {
		options.TLSConfig.InsecureSkipVerify = true
	}
	return options, nil
}

// Check returns an error if Redis does not answer.
func Check(ctx context.Context) error {
	client, err := Client()
	if err != nil {
		return err
	}
	return client.Ping(ctx).Err()
}
